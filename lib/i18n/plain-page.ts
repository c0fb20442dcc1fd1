import { createHash } from 'node:crypto'

import { locales, type Locale } from '@/lib/i18n/locales'

const STYLE = `
:root{color-scheme:light dark;background:light-dark(#f4f6f9,#0b0f17);color:light-dark(#171d2b,#eef1f6)}
body{min-height:100dvh;margin:0;display:grid;place-items:center;font:400 17px/26px system-ui,sans-serif}
main{display:grid;gap:20px;justify-items:center;max-width:30rem;padding:24px;text-align:center}
img{width:72px;height:72px}
h1{margin:0;font-size:26px;line-height:32px}
p{margin:0;color:light-dark(#4d5666,#a7b0bf)}
a{display:inline-flex;align-items:center;min-height:56px;padding:0 24px;border-radius:18px;
background:#f6b64c;color:#2a1c06;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid currentColor;outline-offset:3px}
`

/** What a plain page may do: show its own look and the mark. */
export const PLAIN_POLICY = [
  `default-src 'none'`,
  `img-src 'self'`,
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

interface PlainPage {
  readonly locale: Locale
  readonly brand: string
  readonly title: string
  readonly text: string
  /** An empty address is the one that was asked for. */
  readonly action: { readonly href: string; readonly label: string }
}

/** A page of one file, for where none can be rendered: without a script, a font or a stylesheet to fetch. Sent with PLAIN_POLICY. */
export function plainPage({ locale, brand, title, text, action }: PlainPage): string {
  return `<!doctype html>
<html lang="${locale}" dir="${locales[locale].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${escape(title)} · ${escape(brand)}</title>
<link rel="icon" href="/icon.svg">
<style>${STYLE}</style>
</head>
<body>
<main>
<img src="/icon.svg" alt="">
<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
<a href="${escape(action.href)}">${escape(action.label)}</a>
</main>
</body>
</html>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
