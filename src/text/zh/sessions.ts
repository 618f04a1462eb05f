import type { sessions as en } from '../en/sessions.ts';

export const sessions: typeof en = {
  'session-empty': () => '会话文件是空的；请开始新的对话。',
  'session-foreign': () => '该文件不是 vision-chat 的会话；请从会话列表中选择。',
  'session-newer': ({ version }) =>
    `该会话由更新版本的 vision-chat 写入（格式 ${version}）；请升级程序后再打开。`,
  'session-too-large': ({ path, megabytes }) =>
    `会话文件 ${path} 过大（${megabytes} MB），无法打开；它不可能只由本程序写成，请检查该文件。`,
  'session-torn-line': () => '会话的最后一行在写入时中断，已略去；之前的内容都在。',
  'session-damaged-lines': ({ lines, count }) =>
    count === 1
      ? `会话文件的第 ${lines.join()} 行已损坏并略去；其余内容都在。`
      : `会话文件有 ${count} 行已损坏并略去（第 ${lines.join('、')}${count > lines.length ? '……' : ''} 行）；其余内容都在。`,
  'session-unknown-records': ({ types, count }) =>
    `会话中有 ${count} 条本版本不认识的记录已略去（${types.join('、')}）；请用更新版本的 vision-chat 查看全部内容。`,
  'session-unknown-notice': ({ code }) =>
    `此处有一条本版本不认识的提示（${code}）；请用更新版本的 vision-chat 查看。`,
  'session-unreadable': ({ path, code }) => `无法读取会话 ${path}：${trouble(code)}；请检查该文件。`,
  'session-not-found': ({ target, near }) =>
    near.length === 0
      ? `没有会话“${target}”；请从会话列表中选择。`
      : `没有会话“${target}”；您要找的是不是 ${near.map(({ id, title }) => (title === '' ? id : `${id}（${title}）`)).join('、')}？`,
  'session-ambiguous': ({ target, found }) =>
    `有多个会话以“${target}”开头：${found.join('、')}；请多输入几个字符。`,
  'session-forked-busy': ({ id }) =>
    `另一个 vision-chat 正在写入该会话，因此对话在副本（${id}）中继续；原会话保持不变。`,
  'session-forked-example': ({ id }) => `这是示例，因此对话在副本（${id}）中继续；示例保持不变。`,
  'session-forked-read-only': ({ id }) =>
    `该会话无法在原处写入，因此对话在副本（${id}）中继续；原会话保持不变。`,
  'session-pictures-missing': ({ count }) => `会话中有 ${count} 张图片无法复制；如有需要，请重新添加。`,
  'session-not-saved': ({ path, code }) =>
    `对话没有保存：${trouble(code)}（${path}）；对话仍在内存中继续，每条消息都会再次尝试保存。`,
  'session-locked': ({ path, pid }) =>
    `对话没有保存：进程 ${pid} 正在写入 ${path}；请关闭它，每条消息都会再次尝试保存。`,
  'session-vanished': ({ path }) =>
    `对话已停止保存：文件 ${path} 不见了；请将它放回原处，或在内存中继续并导出对话。`,
  'session-changed': ({ path }) =>
    `对话已停止保存：其他程序改动了 ${path}；对话仍在内存中继续，请导出以便保留。`,
  'session-saved-again': ({ path }) => `对话已恢复保存，之前缺少的内容也已补上：${path}。`,
  'history-unreadable': ({ path, code }) => `无法从 ${path} 读取以前的输入：${trouble(code)}；请检查该文件。`,
  'history-not-saved': ({ path, code }) =>
    `本次输入没有记入 ${path}：${trouble(code)}；请检查该文件及其所在文件夹。`,
};

function trouble(code: string): string {
  switch (code) {
    case 'ENOSPC':
      return '磁盘已满';
    case 'EDQUOT':
      return '磁盘配额已用完';
    case 'EACCES':
    case 'EPERM':
      return '没有权限';
    case 'EROFS':
      return '磁盘是只读的';
    case 'ENOTDIR':
    case 'EISDIR':
      return '文件与文件夹位置冲突';
    default:
      return `系统返回 ${code}`;
  }
}
