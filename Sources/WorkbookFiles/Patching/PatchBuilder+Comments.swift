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
    guard let link = related.first(where: { $0.kind == "threadedComment" }),
      let part = try bytes(ofPart: link.target)
    else { return [] }
    do {
      let editing = try ThreadedCommentsEditing(part.bytes)
      let cells = editing.cells.intersection(comments.map(\.cell))
      guard !cells.isEmpty, let person = try person() else { return [] }
      changes.splice(
        part.name,
        editing.answering(comments, person: person, date: patch.date)
      )
      return cells
    } catch let error as PatchError {
      throw error
    } catch let error as XMLError {
      throw .damaged(part.name, error)
    } catch {
      return []
    }
  }

  /// The identifier of the person who comments, who is listed from now on; nil where the list has no
  /// place for him.
  private mutating func person() throws(PatchError) -> String? {
    if let commentator { return commentator }
    let main = try mainEntry().name
    let related = try relationships(of: main)
    let list = try related.first { $0.kind == "person" }.flatMap { link throws(PatchError) in
      try bytes(ofPart: link.target)
    }
    do {
      let person = try ThreadedCommentsEditing.adding(
        person: patch.author,
        to: list?.bytes ?? ThreadedCommentsEditing.nobody
      )
      guard let person else { return nil }
      if let list {
        changes.splice(list.name, person.splices)
      } else {
        let name = links.freeName(try folder("persons"), "person", ".xml", in: workbook)
        changes.add(name, person.splices.applied(to: ThreadedCommentsEditing.nobody))
        links.declare(name, ContentType.persons)
        _ = links.link(
          main,
          to: name,
          type: "http://schemas.microsoft.com/office/2017/10/relationships/person",
          isStrict: false,
          existing: related
        )
      }
      commentator = person.id
      return person.id
    } catch let error as PatchError {
      throw error
    } catch let error as XMLError {
      throw .damaged(list?.name ?? main, error)
    } catch {
      return nil
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
      throw .damaged(found?.name ?? sheet, error)
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
        throw .damaged(part.name, XMLError(.noRootElement, at: 0))
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
