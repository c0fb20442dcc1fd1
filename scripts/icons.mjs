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
  mkdirSync(FOLDER, { recursive: true })
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  for (const [name, size, picture] of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${picture}`)
    writeFileSync(join(FOLDER, `${name}.png`), await page.screenshot({ omitBackground: true }))
    await page.close()
  }
  await browser.close()
  say(`Drew ${icons.length} icons into public/icons.`)
})
