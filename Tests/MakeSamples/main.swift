import Foundation
import HebiaoCore
import HebiaoTestSupport

let package = PublishedPackage.package
let rendered = package.rendered(PublishedPackage.figures(), layout: PublishedPackage.layout)
try Data(rendered.workbook.bytes()).write(to: URL(fileURLWithPath: "/tmp/samples-try/published.xlsx"))
print(package.violations(of: package.printed()))
for v in package.violations(of: PublishedPackage.figures()) { print(v.rule, rendered.locations[v.derived] as Any) }
