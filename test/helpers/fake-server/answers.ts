/** The default answers: stories about the fixture pictures, and a plain description of any other. */
import { readFileSync } from 'node:fs';
import { decode, type Picture, type Pixels } from './pictures.ts';
import type { ChatRequest } from './wire.ts';

type Answer = { readonly name: string; readonly when: RegExp };

/** For each fixture picture, what may be asked about it; the first that fits is told. */
const STORIES: Readonly<Record<string, readonly Answer[]>> = {
  'gpt-4v.jpg': [
    { name: 'slide-missing', when: /missing|lack|left out|缺|遗漏|没有提到|补充/i },
    { name: 'slide-distilbert', when: /distilbert/i },
    {
      name: 'slide-explain',
      when: /explain|describe|slide|what|analy[sz]e|解释|讲解|说明|分析|描述|什么|幻灯片/i,
    },
  ],
  'gdp_1980_2020.jpg': [
    { name: 'gdp-growth', when: /grow|rate|fast|trend|增长|增速|变化|趋势/i },
    {
      name: 'gdp-table',
      when: /table|value|number|data|chart|explain|describe|what|表|数|图|解释|描述|什么/i,
    },
  ],
  'handwriting_0.jpg': [{ name: 'notes', when: /./s }],
  'coffee.png': [{ name: 'coffee', when: /./s }],
  'rocket.jpg': [{ name: 'rocket', when: /./s }],
};

const known = new Map<string, Promise<Pixels>>();

/** The text of `test/fixtures/answers/<name>.<language>.md`, without the last line break. */
export function storyText(name: string, language: 'en' | 'zh'): string {
  return readFileSync(
    new URL(`../../fixtures/answers/${name}.${language}.md`, import.meta.url),
    'utf8',
  ).trimEnd();
}

/** The answer to a question that no test has scripted; in Chinese when the question holds Chinese characters. */
export async function defaultAnswer(request: ChatRequest): Promise<string> {
  const language = /\p{Script=Han}/u.test(request.question) ? 'zh' : 'en';
  for (const picture of request.pictures.toReversed()) {
    const file = await fixtureOf(picture);
    const story = file && STORIES[file]?.find(({ when }) => when.test(request.question));
    if (story) return storyText(story.name, language);
  }
  return description(request, language);
}

/** The fixture that a picture shows, also scaled or re-encoded; null for none. */
export async function fixtureOf(picture: Pixels): Promise<string | null> {
  for (const file of Object.keys(STORIES)) {
    const pixels = known.get(file) ?? decode(fixtureBytes(file));
    known.set(file, pixels);
    if (alike(picture, await pixels)) return file;
  }
  return null;
}

/** The bytes of `test/fixtures/pictures/<file>`. */
export function fixtureBytes(file: string): Buffer {
  return readFileSync(new URL(`../../fixtures/pictures/${file}`, import.meta.url));
}

function alike(a: Pixels, b: Pixels): boolean {
  if (Math.abs(a.width / a.height / (b.width / b.height) - 1) > 0.02) return false;
  const difference = a.thumbnail.reduce(
    (sum, value, index) => sum + Math.abs(value - (b.thumbnail[index] ?? 0)),
    0,
  );
  return difference / a.thumbnail.length < 2;
}

function description({ pictures, question }: ChatRequest, language: 'en' | 'zh'): string {
  const lines = pictures.map((picture, index) => `${index + 1}. ${pictureLine(picture, language)}`);
  const quoted = question.split('\n').map(line => `> ${line}`);
  const [seen, none, asked] =
    language === 'zh'
      ? ['我看到的图片：', '没有图片。', '您的问题：']
      : ['I see:', 'I see no picture.', 'You asked:'];
  return [...(lines.length > 0 ? [seen, '', ...lines] : [none]), '', asked, '', ...quoted].join('\n');
}

function pictureLine({ type, width, height, meanColour, bytes }: Picture, language: 'en' | 'zh'): string {
  const colour = `rgb(${meanColour.join(', ')})`;
  return language === 'zh'
    ? `**${width} × ${height}** 像素，${type}，${bytes.length} 字节，平均颜色 ${colour}`
    : `**${width} × ${height}** pixels, ${type}, ${bytes.length} bytes, mean colour ${colour}`;
}
