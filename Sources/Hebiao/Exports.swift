// What the library returns is made of the core's values: one import brings both.
@_exported public import HebiaoCore
