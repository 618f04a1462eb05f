import type { models as en } from '../en/models.ts';
import { byteSize } from '../size.ts';

const says = (said: string) => (said === '' ? '' : `服务器说：${said}`);
const from = (source: string) => (source === '' ? '' : `（来自 ${source}）`);
const span = (seconds: number) =>
  seconds < 120
    ? `${seconds} 秒`
    : seconds < 7200
      ? `${Math.ceil(seconds / 60)} 分钟`
      : `${Math.ceil(seconds / 3600)} 小时`;
const httpStatus = (status: number) => (status === 0 ? '' : `（HTTP ${status}）`);

export const models: typeof en = {
  'endpoint-url-invalid': ({ url }) =>
    `“${url}”不是服务器网址；应类似 https://api.openai.com/v1 或 localhost:11434/v1。`,
  'endpoint-url-scheme': ({ scheme }) => `服务器只能用 http 或 https 访问，不能用 ${scheme}；请改正网址。`,
  'endpoint-url-credentials': () => '网址中含有用户名或密码；请去掉，密钥另外提供。',
  'endpoint-url-unusable': ({ host, said }) =>
    `无法用这个网址访问 ${host}；请改正网址。${said === '' ? '' : `（${said}）`}`,
  'endpoint-key-characters': ({ source }) =>
    `API 密钥${from(source)}含有空格、换行或密钥中不会出现的字符；请重新复制。`,
  'endpoint-key-missing': ({ host, said }) =>
    `${host} 需要 API 密钥，但尚未设置；请用 /setup 或环境变量提供。${says(said)}`,
  'endpoint-key-refused': ({ host, source, said }) =>
    `${host} 不接受 API 密钥${from(source)}；请检查它是否完整、有效、属于这个服务器。${says(said)}`,
  'endpoint-region': ({ host, said }) =>
    `${host} 不向您所在的国家或地区提供服务；请换一个服务器。${says(said)}`,
  'endpoint-no-credit': ({ host, said }) =>
    `您在 ${host} 的余额或额度已用完；请充值，重试没有用。${says(said)}`,
  'endpoint-unverified': ({ model, said }) =>
    `${model} 只对已验证的组织开放；请到服务商处验证，或换一个模型。${says(said)}`,
  'endpoint-forbidden': ({ host, said }) => `${host} 不允许此操作；请检查密钥的权限和所在地区。${says(said)}`,
  'endpoint-rate-limited': ({ host, said }) =>
    `向 ${host} 发送的请求或词元过多；请稍候再重新提问。${says(said)}`,
  'endpoint-asks-to-wait': ({ host, seconds }) => `${host} 要求等待 ${span(seconds)}；请在此之后重新提问。`,
  'endpoint-failing': ({ host, status, said }) =>
    `${host} 过载或出现故障${httpStatus(status)}；请稍后重新提问。${says(said)}`,
  'endpoint-refused': ({ host, status, said }) =>
    `${host} 拒绝了请求（HTTP ${status}）。${said === '' ? '它没有说明原因；请检查模型和网址。' : says(said)}`,
  'endpoint-not-found': ({ baseUrl, status, said }) =>
    `${baseUrl}/chat/completions 没有应答${httpStatus(status)}；${
      /\/v\d/.test(baseUrl) ? '请检查网址。' : `网址末尾可能缺少 /v1：${baseUrl}/v1。`
    }${says(said)}`,
  'endpoint-not-api': ({ host, said }) =>
    `${host} 有应答，但不是模型的接口；请检查网址，它通常以 /v1 结尾。${said === '' ? '' : `它说：${said}`}`,
  'endpoint-moved': ({ host, to }) =>
    `${host} 要求转到别处${to === '' ? '' : `：${to}`}；没有向那里发送任何内容。如果无误，请把它设为网址。`,
  'endpoint-connection-refused': ({ host }) => `${host} 没有程序在监听；请启动服务器或改正地址。`,
  'endpoint-unknown-host': ({ host }) => `找不到主机 ${host}；请检查拼写和网络。`,
  'endpoint-connect-timeout': ({ host }) =>
    `${host} 没有应答；请检查网络、代理（HTTPS_PROXY 加 NODE_USE_ENV_PROXY=1）或地址。`,
  'endpoint-connection-lost': ({ host }) =>
    `${host} 在应答之前断开了连接；请重新提问，若仍失败请检查服务器。`,
  'endpoint-no-route': ({ host }) => `从这里无法连到 ${host}；请检查网络。`,
  'endpoint-certificate': ({ host, reason }) =>
    `${host} 的证书不受信任（${reason}）；若是自己的证书，请设置 NODE_EXTRA_CA_CERTS。`,
  'endpoint-no-tls': ({ host }) => `${host} 不支持 https；如果是本地服务器，请在网址中使用 http://。`,
  'endpoint-no-http': ({ host }) => `${host} 不是 HTTP 服务；请检查端口，以及是否应使用 https。`,
  'endpoint-unreachable': ({ host, said }) =>
    `无法连接 ${host}${said === '' ? '' : `（${said}）`}；请检查地址和网络。`,
  'endpoint-unforeseen': ({ said }) => `请求因意外原因失败；请重新提问。${said === '' ? '' : `（${said}）`}`,

  'model-not-found': ({ model, host, near, said }) =>
    near.length > 0
      ? `${host} 没有模型“${model}”；您是指 ${near.join(' 或 ')} 吗？`
      : `${host} 没有模型“${model}”；可用的模型见 /model。${says(said)}`,
  'model-not-vision': ({ model, said }) => `${model} 在此不接受图片；请用 /model 选择视觉模型。${says(said)}`,
  'model-no-system-prompt': ({ model, said }) =>
    `${model} 不接受系统提示词；请用 /system 去掉。${says(said)}`,
  'context-full': ({ model, said }) =>
    `对话超出了 ${model} 的长度；请用 /undo 退回，或用 /new 开始新的对话。${says(said)}`,
  'picture-refused': ({ name, said }) =>
    `服务器无法读取${name === '' ? '其中一张图片' : `图片 ${name}`}；请用 /detach 把它去掉，换一种形式再附上。${says(said)}`,
  'picture-bytes-missing': ({ name }) => `存储中已没有图片 ${name} 的数据；请把它去掉或重新附上。`,
  'pictures-too-many': ({ model, said }) =>
    `这次对话中的图片超过了 ${model} 能接受的张数；请减少图片，必要时用 /new 开始新的对话。${says(said)}`,
  'pictures-too-heavy': ({ bytes, maxBytes }) =>
    `这次对话的图片共 ${byteSize(bytes)}，超过一次请求的上限 ${byteSize(maxBytes)}；请减少图片，必要时用 /new 开始新的对话。`,
  'request-too-large': ({ host, pictures, said }) =>
    `请求对 ${host} 来说过大；请${pictures > 0 ? '减少或缩小图片' : '缩短文字'}。${says(said)}`,
  'request-filtered': ({ said }) => `服务商的过滤器拦截了请求；请换一种说法，或不附图片。${says(said)}`,
  'request-without': ({ parameter }) => `该模型不接受 ${parameter}；已去掉它再问。`,
  'request-unstreamed': () => '组织尚未通过流式输出的验证；回答将一次给出。',

  'reply-never-began': ({ host, seconds }) =>
    `${host} 在 ${span(seconds)}内没有发来任何内容；请重新提问，或用 --timeout 延长等待时间。`,
  'reply-stalled': ({ host, seconds }) =>
    `回答停住了：${host} 已有 ${span(seconds)}没有发来内容；用 /continue 接着说。`,
  'reply-cut': () => '回答在结束之前中断了；用 /continue 接着说，或用 /retry 重新提问。',
  'reply-broken': ({ host }) => `${host} 在回答中途发来无法识别的内容；请重新提问，若仍如此请检查服务器。`,
  'reply-error': ({ said }) => `服务器在回答中途出错；请重新提问。${says(said)}`,
  'reply-none': ({ host }) => `${host} 的应答中没有回答；请重新提问，或检查模型和网址。`,
  'reply-empty': () => '模型没有说一个字就结束了；请重新提问或换一种问法。',
  'reply-empty-length': () =>
    '模型还没开口就用完了上限，可能都用于推理，或上下文已满；请提高输出上限或缩短对话。',
  'reply-filtered': () => '回答在开头之前就被拦截；请换一种说法。',
  'reply-tool-calls': () => '模型除回答外还想调用工具；这里没有工具。',
  'reply-only-tools': () => '模型想调用工具而没有回答；这里没有工具，请重新提问或换一种问法。',
  'reply-reason-unknown': ({ reason }) => `服务器以自己的原因结束了回答：${reason}。`,

  'retry-connection': ({ host }) => `无法连接 ${host}。`,
  'retry-rate-limited': ({ host }) => `${host} 要求放慢速度。`,
  'retry-failing': ({ host, status }) => `${host} 过载或出现故障${httpStatus(status)}。`,
};
