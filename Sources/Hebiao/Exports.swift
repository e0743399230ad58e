// What the library returns is made of the core's values, and checking starts from workbooks: one
// import brings all of them.
@_exported public import HebiaoCore
@_exported public import OpenPackaging
@_exported public import WorkbookFiles
