import Testing

@testable import TableChecking

struct SequenceAlignmentTests {
  private func text(_ new: [String], _ old: [String]) -> String {
    SequenceAlignment.pairs(new: new, old: old)
      .map { "\($0.new)\($0.isRenamed ? "~" : "=")\($0.old)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ([], [], ""),
    (["建档", "探访"], ["建档", "探访"], "0=0 1=1"),
    // Another order changes nothing.
    (["探访", "建档"], ["建档", "探访"], "0=1 1=0"),
    // Repeated names go together in turn.
    (["活动", "活动", "活动"], ["活动", "活动"], "0=0 1=1"),
    // A new one in the middle, one that is gone.
    (["建档", "电访", "探访"], ["建档", "探访"], "0=0 2=1"),
    (["建档", "探访"], ["建档", "电访", "探访"], "0=0 1=2"),
    // A name that is typed a little differently between the same neighbours.
    (["建档", "社区探访服务", "个案"], ["建档", "社区探访", "个案"], "0=0 1~1 2=2"),
    // Another name altogether is another thing.
    (["建档", "志愿者培训", "个案"], ["建档", "大型活动次数", "个案"], "0=0 2=2"),
    // Two where there was one cannot be told apart.
    (["建档", "社区探访一", "社区探访二"], ["建档", "社区探访"], "0=0"),
  ])
  func `names go with their counterparts`(new: [String], old: [String], pairs: String) {
    #expect(text(new, old) == pairs)
  }
}
