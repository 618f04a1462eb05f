import type { images as en } from '../en/images.ts';
import { byteSize } from '../size.ts';

const kinds = {
  svg: ' SVG 矢量图',
  pdf: ' PDF 文档',
  html: '网页（HTML）',
  zip: ' ZIP 压缩包或 Office 文档',
  archive: '压缩包',
  video: '视频',
  audio: '音频',
  program: '程序',
  text: '文本',
  unknown: '未知类型的文件',
} as const;

const unread = { heic: 'HEIC', bmp: 'BMP', jxl: 'JPEG XL', ico: 'ICO 图标', psd: 'Photoshop' } as const;

export const images: typeof en = {
  'image-file-missing': ({ name, nearest }) =>
    nearest === null ? `找不到文件 ${name}，请检查路径。` : `找不到文件 ${name}，您要找的是 ${nearest} 吗？`,
  'image-file-folder': ({ name }) => `${name} 是文件夹，请指定其中的图片，或用 *.png 这样的通配符一次选取。`,
  'image-file-special': ({ name }) => `${name} 是管道或设备，不是普通文件，请先把图片保存为文件。`,
  'image-file-forbidden': ({ name }) => `没有权限读取 ${name}，请修改其权限，或复制到自己的目录。`,
  'image-file-unreadable': ({ name, reason }) => `无法读取 ${name}（${reason}），请检查磁盘后重试。`,
  'image-file-empty': ({ name }) => `${name} 是空文件（0 字节），请重新保存或下载。`,
  'image-file-elsewhere': ({ url }) => `${url} 指向另一台机器，请把文件复制到本机后给出路径。`,
  'image-too-large': ({ name, limit }) => `${name} 超过 ${byteSize(limit)}，请缩小图片后重试。`,
  'image-too-many-pixels': ({ name, width, height, most }) =>
    `${name} 有 ${width}×${height} 像素，超过 ${Math.round(most / 1e4)} 万像素的上限，请缩小后重试。`,
  'image-not-picture': ({ name, kind }) =>
    `${name} 不是图片，而是${kinds[kind]}，请使用 PNG、JPEG、WebP、GIF、TIFF 或 AVIF 图片。`,
  'image-unsupported': ({ name, kind }) =>
    `${name} 是 ${unread[kind]} 格式，这里无法读取，请另存为 PNG 或 JPEG。`,
  'image-damaged': ({ name }) => `${name} 不完整或已损坏，无法解码，请重新保存或下载。`,
  'image-decoder-crashed': ({ name }) => `解码 ${name} 时崩溃，已跳过这张图片，请换一种格式保存后重试。`,
  'image-decoder-hung': ({ name, seconds }) => `解码 ${name} 超过 ${seconds} 秒，已中止，请缩小图片后重试。`,
  'image-no-decoder': () => '无法加载图像库“sharp”，请重新安装 vision-chat（包括可选依赖）。',
  'image-not-kept': ({ reason }) => `图片无法保存到磁盘（${reason}），请检查剩余空间和会话文件夹的权限。`,
  'image-stopped': () => '已停止加载图片。',
  'image-glob-none': ({ pattern }) => `没有文件匹配 ${pattern}，请检查通配符；如果它就是文件名，请加引号。`,
  'image-glob-many': ({ pattern, count, most }) =>
    `${pattern} 匹配 ${count} 个文件，一次最多添加 ${most} 个，请缩小范围。`,
  'image-glob-endless': ({ pattern }) => `查找 ${pattern} 耗时过长，已中止，请把文件夹写得更具体。`,
  'image-url-invalid': ({ url }) => `${url} 不是有效的网址，请检查是否有误。`,
  'image-url-scheme': ({ scheme }) => `只能通过 http 和 https 获取图片，不支持 ${scheme}，请下载后给出路径。`,
  'image-url-private': ({ host }) =>
    `${host} 是内网地址，默认不从内网获取图片，请先下载图片再给出路径，或启动时加上 --allow-private-hosts。`,
  'image-url-unknown-host': ({ host }) => `找不到主机 ${host}，请检查网址和网络。`,
  'image-url-network': ({ host, reason }) => `无法从 ${host} 获取图片（${reason}），请检查网络后重试。`,
  'image-url-slow': ({ host, seconds }) => `${host} 超过 ${seconds} 秒没有完成，已中止下载，请稍后重试。`,
  'image-url-status': ({ host, status }) => `${host} 返回 HTTP 状态 ${status}，而不是图片，请检查网址。`,
  'image-url-redirects': ({ host, most }) => `${host} 重定向超过 ${most} 次，请直接给出图片的最终网址。`,
};
