import Glibc
import HebiaoCore

extension PackagingError {
  /// A file that cannot be read, by the system's reason.
  package static func unreadable(_ code: Int32) -> PackagingError {
    let text =
      switch code {
      case ENOENT, ENOTDIR:
        LocalizedText(
          zh: "找不到这个文件, 请检查路径",
          en: "there is no such file; check the path"
        )
      case EACCES, EPERM:
        LocalizedText(zh: "没有读取这个文件的权限", en: "no permission to read this file")
      default:
        ofPath(code)
          ?? LocalizedText(
            zh: "无法打开这个文件 (系统错误 \(code)), 请检查文件所在的磁盘",
            en: "the file cannot be opened (system error \(code)); check the disk that it is on"
          )
      }
    return PackagingError(.unreadableFile, text)
  }

  /// A file that cannot be written, by the system's reason.
  package static func unwritable(_ code: Int32) -> PackagingError {
    let text =
      switch code {
      case ENOENT, ENOTDIR:
        LocalizedText(
          zh: "文件夹不存在, 请先建立",
          en: "the folder does not exist; create it first"
        )
      case EACCES, EPERM, EROFS:
        LocalizedText(
          zh: "没有写入权限, 请换一个文件夹",
          en: "permission denied; choose another folder"
        )
      case EISDIR:
        LocalizedText(zh: "这是文件夹, 请写出文件名", en: "this is a folder; name a file")
      case EINVAL:
        LocalizedText(
          zh: "这不是普通文件, 请写出文件名",
          en: "this is no regular file; name a file"
        )
      case ENOSPC, EDQUOT, EFBIG:
        LocalizedText(
          zh: "磁盘已满, 结果没有写出; 请清理后重试",
          en: "the disk is full, nothing was written; free some space and try again"
        )
      default:
        ofPath(code)
          ?? LocalizedText(
            zh: "无法写入 (系统错误 \(code)), 请检查磁盘",
            en: "cannot be written (system error \(code)); check the disk"
          )
      }
    return PackagingError(.unwritableFile, text)
  }

  /// What is said alike of files that are read and of those that are written.
  private static func ofPath(_ code: Int32) -> LocalizedText? {
    switch code {
    case ELOOP:
      LocalizedText(
        zh: "链接互相指向, 请直接指定文件",
        en: "the links form a loop; name the file itself"
      )
    case ENAMETOOLONG:
      LocalizedText(
        zh: "路径或文件名过长, 请缩短文件名, 或把文件移到较浅的文件夹",
        en: "the path or the name is too long; shorten the name, or move the file higher up"
      )
    case EMFILE, ENFILE:
      LocalizedText(
        zh: "同时打开的文件太多, 请关闭一些程序, 或用 ulimit -n 放宽上限",
        en: "too many files are open; close some programs, or raise the limit with ulimit -n"
      )
    case EIO:
      LocalizedText(
        zh: "磁盘读写出错, 请检查磁盘, 或把文件复制到别处再试",
        en: "the disk failed; check it, or copy the file elsewhere and try again"
      )
    default: nil
    }
  }
}
