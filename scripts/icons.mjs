import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { main, Refusal, ROOT, say } from './setup/project.mjs'
import { findBrowser } from './testing/browser.mjs'

const FOLDER = join(ROOT, 'public/icons')
const SCREEN = '#10151f'

/** The mark without the tile it stands on. */
function mark(svg) {
  return svg.replace(/^[\s\S]*?<rect[^>]*\/>/, '').replace('</svg>', '')
}

/** The tile is square: platforms cut it into their own shape, and keep the inner 80 % (the maskable safe zone). */
const filled = (svg, scale) => tile(`<rect width="64" height="64" fill="${SCREEN}"/>${inner(svg, scale)}`)
/** Shape only: the platform colours it. */
const monochrome = (svg) => tile(inner(svg, 1.05).replaceAll(/#[0-9a-f]{6}/g, '#fff'))
const inner = (svg, scale) =>
  `<g transform="translate(32 32) scale(${scale}) translate(-32 -32)">${mark(svg)}</g>`
const tile = (content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none">${content}</svg>`

/** The file that browsers ask for by default: a directory of one picture, and the picture as PNG. */
function favicon(png, size) {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(1, 4) // of one picture
  head.writeUInt8(size, 6)
  head.writeUInt8(size, 7)
  head.writeUInt16LE(1, 10) // colour planes
  head.writeUInt16LE(32, 12) // bits a pixel
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}

/** Draws the icons that platforms want as PNG from `public/icon.svg`; run it when the mark changes. */
await main(async () => {
  const executablePath = await findBrowser()
  if (!executablePath)
    throw new Refusal('The icons are drawn by Chromium: install it, or name one in CHROMIUM_PATH.')
  const svg = readFileSync(join(ROOT, 'public/icon.svg'), 'utf8')
  const icons = [
    ['any-192', 192, svg],
    ['any-512', 512, svg],
    ['maskable-192', 192, filled(svg, 0.85)],
    ['maskable-512', 512, filled(svg, 0.85)],
    ['monochrome-512', 512, monochrome(svg)],
    ['apple-touch', 180, filled(svg, 0.95)],
  ]
  const draw = async (browser, size, picture) => {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${picture}`)
    const png = await page.screenshot({ omitBackground: true })
    await page.close()
    return png
  }
  mkdirSync(FOLDER, { recursive: true })
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  for (const [name, size, picture] of icons)
    writeFileSync(join(FOLDER, `${name}.png`), await draw(browser, size, picture))
  writeFileSync(join(ROOT, 'public/favicon.ico'), favicon(await draw(browser, 48, svg), 48))
  await browser.close()
  say(`Drew ${icons.length} icons into public/icons, and public/favicon.ico.`)
})
