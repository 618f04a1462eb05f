import type { Nothing } from '../nothing.ts';
import { byteSize } from '../size.ts';

const kinds = {
  svg: 'an SVG drawing',
  pdf: 'a PDF document',
  html: 'a web page (HTML)',
  zip: 'a ZIP archive or office document',
  archive: 'an archive',
  video: 'a video',
  audio: 'a sound file',
  program: 'a program',
  text: 'a text',
  unknown: 'a file of unknown kind',
} as const;

const unread = { heic: 'HEIC', bmp: 'BMP', jxl: 'JPEG XL', ico: 'icon (ICO)', psd: 'Photoshop' } as const;

export const images = {
  'image-file-missing': ({ name, nearest }: { name: string; nearest: string | null }) =>
    nearest === null
      ? `There is no file ${name}; check the path.`
      : `There is no file ${name}; did you mean ${nearest}?`,
  'image-file-folder': ({ name }: { name: string }) =>
    `${name} is a folder; name a picture in it, or all of them with a pattern such as *.png.`,
  'image-file-special': ({ name }: { name: string }) =>
    `${name} is a pipe or device, not a file; save the picture to a file first.`,
  'image-file-forbidden': ({ name }: { name: string }) =>
    `You may not read ${name}; change its permissions or copy it to a place of your own.`,
  'image-file-unreadable': ({ name, reason }: { name: string; reason: string }) =>
    `${name} could not be read (${reason}); check the drive and try again.`,
  'image-file-empty': ({ name }: { name: string }) =>
    `${name} is empty (0 bytes); save or download it again.`,
  'image-file-elsewhere': ({ url }: { url: string }) =>
    `${url} points to another machine; copy the file to this one and give its path.`,
  'image-too-large': ({ name, limit }: { name: string; limit: number }) =>
    `${name} is larger than ${byteSize(limit)}; make the picture smaller and try again.`,
  'image-too-many-pixels': (data: { name: string; width: number; height: number; most: number }) =>
    `${data.name} has ${data.width}×${data.height} pixels, more than ${Math.round(data.most / 1e6)} megapixels; make it smaller and try again.`,
  'image-not-picture': ({ name, kind }: { name: string; kind: keyof typeof kinds }) =>
    `${name} is not a picture but ${kinds[kind]}; attach a PNG, JPEG, WebP, GIF, TIFF or AVIF picture.`,
  'image-unsupported': ({ name, kind }: { name: string; kind: keyof typeof unread }) =>
    `${name} is a ${unread[kind]} picture, which cannot be read here; save it as PNG or JPEG.`,
  'image-damaged': ({ name }: { name: string }) =>
    `${name} is truncated or damaged and cannot be decoded; save or download it again.`,
  'image-decoder-crashed': ({ name }: { name: string }) =>
    `Decoding ${name} crashed and the picture was left out; save it in another format and try again.`,
  'image-decoder-hung': ({ name, seconds }: { name: string; seconds: number }) =>
    `Decoding ${name} took longer than ${seconds} s and was ended; make the picture smaller and try again.`,
  'image-no-decoder': (_: Nothing) =>
    'The image library “sharp” cannot be loaded on this machine; reinstall vision-chat with its optional packages.',
  'image-not-kept': ({ reason }: { reason: string }) =>
    `The picture could not be kept on disk (${reason}); check the free space and the permissions of the session folder.`,
  'image-stopped': (_: Nothing) => 'Loading the picture was stopped.',
  'image-glob-none': ({ pattern }: { pattern: string }) =>
    `No file matches ${pattern}; check the pattern, or quote it if it is a name.`,
  'image-glob-many': ({ pattern, count, most }: { pattern: string; count: number; most: number }) =>
    `${pattern} matches ${count} files, but at most ${most} can be attached at once; narrow it down.`,
  'image-glob-endless': ({ pattern }: { pattern: string }) =>
    `The search for ${pattern} took too long and was ended; name the folder more exactly.`,
  'image-url-invalid': ({ url }: { url: string }) => `${url} is not a valid URL; check it for typing errors.`,
  'image-url-scheme': ({ scheme }: { scheme: string }) =>
    `Pictures can be fetched by http and https only, not by ${scheme}; download it and give the path.`,
  'image-url-private': ({ host }: { host: string }) =>
    `${host} is an address of a private network, from which no pictures are fetched; download the picture and give its path, or start with --allow-private-hosts.`,
  'image-url-unknown-host': ({ host }: { host: string }) =>
    `The host ${host} was not found; check the URL and the network.`,
  'image-url-network': ({ host, reason }: { host: string; reason: string }) =>
    `The picture could not be fetched from ${host} (${reason}); check the network and try again.`,
  'image-url-slow': ({ host, seconds }: { host: string; seconds: number }) =>
    `${host} took longer than ${seconds} s and the download was ended; try again later.`,
  'image-url-status': ({ host, status }: { host: string; status: number }) =>
    `${host} answered with HTTP status ${status} instead of a picture; check the URL.`,
  'image-url-redirects': ({ host, most }: { host: string; most: number }) =>
    `${host} redirected more than ${most} times; give the final URL of the picture.`,
};
