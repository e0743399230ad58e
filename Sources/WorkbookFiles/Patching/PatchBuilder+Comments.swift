import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

extension PatchBuilder {
  /// Puts comments on cells of a sheet; the splices that the sheet's own part needs.
  mutating func comment(
    _ edits: [CellEdit],
    on part: String,
    _ skeleton: SheetSkeleton
  ) throws(PatchError) -> [ByteSplice] {
    let comments = edits.compactMap { edit in
      edit.comment.map { (cell: edit.location.cell, text: $0) }
    }.sorted { $0.cell < $1.cell }
    guard !comments.isEmpty else { return [] }
    let related = try relationships(of: part)
    let answered = try answer(comments, related)
    let existing = try addTexts(comments, to: part, related, answered, skeleton)
    return try addShapes(comments.filter { !existing.contains($0.cell) }, part, related, skeleton)
  }

  /// Answers the conversations about cells; the cells that have one.
  private mutating func answer(
    _ comments: [(cell: CellReference, text: String)],
    _ related: [Relationship]
  ) throws(PatchError) -> Set<CellReference> {
    let main = try mainEntry().name
    guard let link = related.first(where: { $0.kind == "threadedComment" }),
      let part = try bytes(ofPart: link.target),
      let persons = try relationships(of: main).first(where: { $0.kind == "person" }),
      let list = try bytes(ofPart: persons.target)
    else { return [] }
    do {
      let editing = try ThreadedCommentsEditing(part.bytes)
      let cells = editing.cells.intersection(comments.map(\.cell))
      guard !cells.isEmpty,
        let person = try ThreadedCommentsEditing.adding(person: patch.author, to: list.bytes)
      else { return [] }
      if changes.splices[list.name] == nil { changes.splice(list.name, person.splices) }
      changes.splice(
        part.name,
        editing.answering(comments, person: person.id, date: patch.date)
      )
      return cells
    } catch {
      throw .damaged(part.name, error.text)
    }
  }

  /// Writes the texts; the cells that had a comment before.
  private mutating func addTexts(
    _ comments: [(cell: CellReference, text: String)],
    to sheet: String,
    _ related: [Relationship],
    _ answered: Set<CellReference>,
    _ skeleton: SheetSkeleton
  ) throws(PatchError) -> Set<CellReference> {
    var found: (name: String, bytes: [UInt8])?
    if let link = related.first(where: { $0.kind == "comments" }) {
      found = try bytes(ofPart: link.target)
    }
    do {
      let editing = try CommentsEditing(found?.bytes ?? CommentsEditing.empty)
      let splices = editing.adding(comments, author: patch.author) { cell in
        answered.contains(cell) ? "\n答复:\n    " : "\n\n\(patch.author):\n"
      }
      guard let splices else {
        throw XMLError(.noRootElement, at: 0)
      }
      if let found {
        changes.splice(found.name, splices)
        return editing.cells
      }
      let name = links.freeName(try folder(), "comments", ".xml", in: workbook)
      changes.add(name, splices.applied(to: CommentsEditing.empty))
      links.declare(name, ContentType.comments)
      _ = links.link(
        sheet,
        to: name,
        type: "comments",
        isStrict: skeleton.isStrict,
        existing: related
      )
      return []
    } catch let error as XMLError {
      throw .damaged(found?.name ?? sheet, error.text)
    } catch let error as PatchError {
      throw error
    } catch {
      throw .noSheet(sheet)
    }
  }

  /// Draws the boxes; the splices of the sheet's part.
  private mutating func addShapes(
    _ comments: [(cell: CellReference, text: String)],
    _ sheet: String,
    _ related: [Relationship],
    _ skeleton: SheetSkeleton
  ) throws(PatchError) -> [ByteSplice] {
    guard !comments.isEmpty else { return [] }
    if let id = skeleton.legacyDrawing, let link = related.first(where: { $0.id == id }),
      let part = try bytes(ofPart: link.target)
    {
      guard let splices = CommentShapes.adding(comments, to: part.bytes, firstNumber: 1025) else {
        throw .damaged(part.name, XMLError(.noRootElement, at: 0).text)
      }
      changes.splice(part.name, splices)
      return []
    }
    let name = links.freeName(try folder("drawings"), "vmlDrawing", ".vml", in: workbook)
    let number = Int(name.filter(\.isNumber)) ?? 1
    let empty = CommentShapes.empty(number: number)
    let splices = CommentShapes.adding(comments, to: empty, firstNumber: number * 1024 + 1)
    changes.add(name, (splices ?? []).applied(to: empty))
    links.declare(suffix: "vml", ContentType.shapes)
    let id = links.link(
      sheet,
      to: name,
      type: "vmlDrawing",
      isStrict: skeleton.isStrict,
      existing: related
    )
    return [skeleton.insertingLegacyDrawing(id)]
  }

  /// The folder of the workbook part, or one in it.
  func folder(_ name: String? = nil) throws(PatchError) -> String {
    let main = try mainEntry().name.split(separator: "/").dropLast().map(String.init)
    return (main + [name].compactMap { $0 }).joined(separator: "/")
  }
}
