/// The words that generated packages are made of; all names are invented.
enum Wording {
  struct Group {
    var titles: [String]
    var targets: [String]
  }

  struct Section {
    var label: String
    var items: [(text: String, unit: String)]
  }

  static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

  static let areas = ["东风", "西桥", "南塘", "北苑", "青竹", "荷塘", "云山", "水口", "石榴"]

  static let streets = [
    "青榕街", "望江街", "竹溪镇", "石榴岗街", "荷风街", "金桂镇", "东篱街", "白鹭洲街",
  ]

  static let groups = [
    Group(
      titles: ["17类困难群众和特殊群体建档", "17类困难群众及特殊群体建档", "困难群众和特殊群体建档"],
      targets: ["协议个数"]
    ),
    Group(
      titles: ["17类困难群众和特殊群体电访/探访服务", "17类困难群众和特殊群体探访/电访服务"],
      targets: ["协议量"]
    ),
    Group(titles: ["非17类困难群众和特殊群体电访", "非17类困难群众电访"], targets: ["协议量"]),
    Group(
      titles: ["非17类困难群众和特殊群体入户探访", "非17类困难群众入户探访"],
      targets: ["协议量"]
    ),
    Group(
      titles: ["专业个案", "个案服务", "个案工作"],
      targets: ["协议接案数", "协议节数", "协议结案数"]
    ),
    Group(titles: ["专业小组", "小组服务"], targets: ["协议个数", "协议节数", "协议人次"]),
    Group(titles: ["大型社区活动", "大型活动"], targets: ["协议次数", "协议人次"]),
    Group(titles: ["中小型社区活动", "社区活动(中小型)"], targets: ["协议次数", "协议人次"]),
    Group(titles: ["长者居家巡访", "独居长者巡访"], targets: ["协议人次"]),
    Group(titles: ["政策宣讲", "社会救助政策宣传"], targets: ["协议场次", "协议人次"]),
    Group(titles: ["儿童青少年成长服务"], targets: ["协议节数", "协议人次"]),
    Group(titles: ["心理辅导服务", "情绪支持服务"], targets: ["协议个数"]),
  ]

  static let volunteering = ["新增志愿者", "新增志愿者骨干", "新增志愿队伍", "志愿服务场次", "志愿者表彰"]

  static let community = ["社区调研", "协助街道介入和解决的社区公共问题", "社区议事会", "链接慈善资源"]

  static let sections = [
    Section(
      label: "党建引领项目",
      items: [("共建协议", "份"), ("党史学习教育", "次"), ("党员主题日活动", "次"), ("党员探访", "次")]
    ),
    Section(
      label: "街道重点工作",
      items: [("助力街道重点工作及社区公共服务", "小时"), ("发展社区社会组织", "支"), ("政策宣传", "场")]
    ),
    Section(
      label: "志愿者管理及培训",
      items: [("通用性培训", "次"), ("志愿者团队维系", "个"), ("骨干培训", "场")]
    ),
    Section(
      label: "资源链接",
      items: [("链接企业", "家"), ("募集物资", "批"), ("签订合作协议", "份")]
    ),
    Section(
      label: "宣传推广",
      items: [("公众号推文", "篇"), ("媒体报道", "篇"), ("服务简报", "期")]
    ),
  ]

  static let positions = [
    "社工站主任", "社工站副主任(分管第一片区)", "第一片区社工", "第二片区社工", "第三片区社工", "督导助理",
  ]

  static let surnames = [
    "程", "岑", "温", "莫", "区", "卢", "霍", "简", "冼", "甘", "欧阳", "钟", "柯", "邝", "麦", "司徒",
    "龙", "祝", "骆", "翟", "植", "庞", "容", "古", "敖", "闻", "柏", "尹",
  ]

  static let givenNames = [
    "亦舒", "若溪", "庭安", "予宁", "明朗", "知夏", "清越", "书白", "乐遥", "语桐", "晴", "望舒", "以恒",
    "景行", "穗子", "岚", "在田", "南星", "小满", "思远", "一帆", "嘉树", "止水", "月明", "丹枫", "晚",
  ]
}
