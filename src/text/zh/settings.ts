import type { Expected, settings as en } from '../en/settings.ts';

/** The words for what a setting has to be. */
export const EXPECTED: Readonly<Record<Expected, string>> = {
  address: '类似 https://api.openai.com/v1 的地址，不带用户名、密码和查询参数',
  count: '不小于 1 的整数',
  keys: '由基础地址和密钥组成的对象，如 {"https://api.openai.com/v1": "sk-…"}',
  language: ' en 或 zh',
  seconds: ' 1 到 86400 之间的秒数',
  temperature: ' 0 到 2 之间的数',
  text: '非空文本',
  'when-to-color': ' auto、always 或 never',
  'yes-or-no': ' true 或 false',
};

export const settings: typeof en = {
  'settings-value-invalid': ({ source, expected }) => `已忽略 ${source}：它应为${EXPECTED[expected]}。`,
  'settings-base-url-invalid': ({ source }) => `${source} 不是可用的基础地址：它应为${EXPECTED.address}。`,
  'settings-file-broken': ({ path }) => `已忽略 ${path} 中的设置，因为它不是 JSON 对象：请改正或删除该文件。`,
  'settings-file-unreadable': ({ path, reason }) =>
    `无法读取 ${path} 中的设置（${reason}）：请检查该文件及其权限。`,
  'settings-file-open-to-others': ({ path }) =>
    `本机的其他用户可以读到 ${path} 中的密钥：请对它执行 chmod 600。`,
  'settings-name-unknown': ({ path, name, nearest }) =>
    nearest === null
      ? `${path} 中的设置“${name}”无法识别，已忽略。`
      : `${path} 中的设置“${name}”无法识别，已忽略：是不是想写“${nearest}”？`,
  'settings-api-key-invalid': ({ source }) =>
    `来自 ${source} 的密钥含有密钥中不会出现的字符，未予使用：请重新复制。`,
  'settings-api-key-missing': ({ source }) =>
    `变量 ${source} 未设置，因此不发送密钥：请设置它，或用 --api-key-env 指定别的变量。`,
  'settings-api-key-file-unreadable': ({ path, reason }) =>
    `无法读取 ${path}（${reason}），因此不发送密钥：请指定一个只含密钥的文件。`,
  'settings-api-key-elsewhere': ({ sources, host }) =>
    `来自 ${sources} 的密钥属于别的地址，不会发给 ${host}：请用 --api-key-env NAME 为它指定密钥。`,
  'settings-session-address-invalid': () => '会话中记录的地址无法使用，改用你自己的设置。',
  'settings-no-endpoint': () =>
    '尚未配置服务地址：请设置 OPENAI_API_KEY，或指定服务器，例如 --base-url http://localhost:11434/v1。',
  'settings-saved': ({ name, path }) => `已将“${name}”保存到 ${path}。`,
  'settings-saved-beside-broken': ({ name, path, kept }) =>
    `已将“${name}”保存到新的 ${path}；旧文件不是 JSON 对象，保留为 ${kept}。`,
  'settings-not-saved': ({ path, reason }) =>
    `设置未保存，因为无法写入 ${path}（${reason}）：请检查该文件夹及其权限。`,
};
