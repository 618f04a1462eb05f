import type { commands as en } from '../en/commands.ts';

export const commands: typeof en = {
  'command-attach': () => '为下一个问题附上图片',
  'command-detach': () => '从下一个问题中去掉一张图片',
  'command-images': () => '列出对话中的图片',
  'command-retry': () => '重新问上一个问题',
  'command-edit': () => '把上一个问题收回输入行修改',
  'command-undo': () => '退回一轮',
  'command-continue': () => '让模型把中断的回答写完',
  'command-copy': () => '把上一个回答复制到剪贴板',
  'command-new': () => '开始新会话',
  'command-resume': () => '继续以前的会话',
  'command-title': () => '给会话起名，或查看名称',
  'command-model': () => '选择模型，或列出服务器上的模型',
  'command-system': () => '设置系统提示词，或查看它',
  'command-setup': () => '设置密钥或服务器',
  'command-help': () => '显示命令和按键',
  'command-exit': () => '退出；会话会保留',
  'unknown-command': ({ name, near }) =>
    `没有命令 /${name}；${near === null ? '/help 列出全部命令，' : `是不是想用 /${near}？`}输入 //${name} 可作为文字发送。`,
  'attach-nothing': () => '请至少写出一张图片：/attach 路径或网址。',
  'attach-unclosed-quote': () => '引号没有闭合；没有附上任何图片。',
  'detach-what': () => '请写出要去掉的图片，例如 /detach #1；/images 列出所有图片。',
  'title-is': ({ title }) => (title === null ? '本会话还没有标题；用 /title 文字 起名。' : `标题：${title}`),
  'title-set': ({ title }) => `本会话现在名为“${title}”。`,
};
