import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { main, Refusal, ROOT, say } from './setup/project.mjs'
import { findBrowser } from './testing/browser.mjs'

const FOLDER = join(ROOT, 'public/screenshots')
const FORMS = [
  {
    form: 'phone',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  { form: 'desktop', viewport: { width: 1280, height: 800 } },
]
const TALK = [
  ['one', 'Hi. What are you up to tonight?'],
  ['two', 'On a night train to Lisbon. You?'],
  ['one', 'Awake for no good reason.'],
  ['two', 'The best time to talk to somebody new.'],
]

/** A person who has been through the gate. */
async function arrive(browser, origin, options, colours) {
  const context = await browser.newContext({
    baseURL: origin,
    colorScheme: 'dark',
    permissions: ['camera', 'microphone'],
    ...options,
  })
  await context.request.post('/api/auth/register', {
    data: {
      age: 30,
      termsAccepted: true,
      privacyAccepted: true,
      deviceFingerprint: randomBytes(32).toString('base64url'),
    },
  })
  await context.addInitScript(drawCamera, colours)
  return context.newPage()
}

/** In the browser: a camera that shows a drawn person, so that no real one is in a picture. */
function drawCamera([wall, light, clothes, skin]) {
  const draw = (canvas, at) => {
    const context = canvas.getContext('2d')
    const { width, height } = canvas
    const room = context.createLinearGradient(0, 0, width, height)
    room.addColorStop(0, light)
    room.addColorStop(1, wall)
    context.fillStyle = room
    context.fillRect(0, 0, width, height)
    const sway = Math.sin(at / 900) * width * 0.008
    const circle = (x, y, radius, colour) => {
      context.fillStyle = colour
      context.beginPath()
      context.ellipse(x + sway, y, radius, radius * 1.15, 0, 0, 7)
      context.fill()
    }
    circle(width / 2, height * 1.12, width * 0.27, clothes)
    circle(width / 2, height * 0.42, width * 0.13, '#2b2320')
    context.fillStyle = skin
    context.fillRect(width / 2 - width * 0.05 + sway, height * 0.55, width * 0.1, height * 0.2)
    circle(width / 2, height * 0.46, width * 0.115, skin)
    circle(width / 2 - width * 0.04, height * 0.45, width * 0.009, '#2b2320')
    circle(width / 2 + width * 0.04, height * 0.45, width * 0.009, '#2b2320')
    context.strokeStyle = '#2b2320'
    context.lineWidth = width * 0.006
    context.beginPath()
    context.arc(width / 2 + sway, height * 0.5, width * 0.035, 0.35, Math.PI - 0.35)
    context.stroke()
  }
  const { mediaDevices } = navigator
  const original = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await original(wanted)
    for (const track of stream.getVideoTracks()) {
      const canvas = Object.assign(document.createElement('canvas'), { width: 960, height: 720 })
      setInterval(() => draw(canvas, performance.now()), 66)
      draw(canvas, 0)
      const [drawn] = canvas.captureStream(15).getVideoTracks()
      stream.removeTrack(track)
      stream.addTrack(drawn)
      drawn.addEventListener('ended', () => track.stop())
    }
    return stream
  }
}

async function write(page, words) {
  const field = page.getByRole('textbox', { name: 'Your message' })
  await field.fill(words)
  await field.press('Enter')
}

async function converse(people) {
  for (const [index, [who, words]] of TALK.entries()) {
    await write(people[who], words)
    for (const page of Object.values(people))
      await page.getByRole('log').getByRole('listitem').nth(index).waitFor()
  }
}

const COLOURS = {
  one: ['#c9b79f', '#f1e6d4', '#4a6670', '#d9a47c'],
  two: ['#3f4a5f', '#8f8aa6', '#b5543c', '#8d5a3b'],
}

async function begin(page, kind) {
  await page.goto(`/${kind}`)
  await page.getByRole('button', { name: 'Use my camera and microphone' }).click()
  await page.getByRole('button', { name: 'Start video' }).click()
}

/** Two people who see each other. */
async function videoOf(browser, origin, one, two) {
  const people = {
    one: await arrive(browser, origin, one, COLOURS.one),
    two: await arrive(browser, origin, two, COLOURS.two),
  }
  for (const page of Object.values(people)) await begin(page, 'video')
  for (const page of Object.values(people)) await page.getByRole('button', { name: 'Show me' }).click()
  await converse(people)
  // The picture grows sharp.
  await people.one.waitForTimeout(6_000)
  return people
}

async function takePictures(browser, origin, { form, ...options }) {
  const keep = async (page, name) =>
    writeFileSync(join(FOLDER, `${form}-${name}.png`), await page.screenshot({ animations: 'disabled' }))
  const start = await browser.newPage({ baseURL: origin, colorScheme: 'dark', ...options })
  await start.goto('/', { waitUntil: 'networkidle' })
  await keep(start, 'start')
  const people = {
    one: await arrive(browser, origin, options, COLOURS.one),
    two: await arrive(browser, origin, {}, COLOURS.two),
  }
  for (const page of Object.values(people)) {
    await page.goto('/chat')
    await page.getByRole('button', { name: 'Start talking' }).click()
  }
  await converse(people)
  await keep(people.one, 'chat')
  await Promise.all(Object.values(people).map((page) => page.context().close()))
}

/** For the README: the same session in a window and on a phone. */
async function takeReadmePicture(browser, origin) {
  const [desktop, phone] = [FORMS[1], FORMS[0]].map(({ form: _, ...options }) => ({
    ...options,
    colorScheme: 'light',
  }))
  const { one, two } = await videoOf(browser, origin, desktop, { ...phone, colorScheme: 'dark' })
  const [wide, narrow] = await Promise.all([one.screenshot(), two.screenshot()])
  const page = await browser.newPage({ viewport: { width: 1360, height: 880 } })
  const image = (png, style) =>
    `<img src="data:image/png;base64,${png.toString('base64')}" style="position:absolute;border-radius:16px;box-shadow:0 8px 40px #0003;${style}">`
  await page.setContent(
    `<body style="margin:0;background:#f3efe8">${image(wide, 'left:32px;top:32px;width:1080px')}${image(narrow, 'right:32px;bottom:32px;width:312px;border-radius:28px')}`,
  )
  await page.screenshot({ path: join(ROOT, 'docs/screenshot.png') })
}

/** `node scripts/screenshots.mjs http://localhost:3000`: takes the pictures of the manifest and the README from a running server without other people. */
await main(async () => {
  const origin = process.argv[2]
  if (!origin)
    throw new Refusal('Say where the server is: node scripts/screenshots.mjs http://localhost:3000')
  const executablePath = await findBrowser()
  if (!executablePath) throw new Refusal('There is no Chromium: install it, or name one in CHROMIUM_PATH.')
  mkdirSync(FOLDER, { recursive: true })
  const fakeMedia = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  const args = [...fakeMedia, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const browser = await chromium.launch({ executablePath, args })
  try {
    for (const form of FORMS) await takePictures(browser, origin, form)
    await takeReadmePicture(browser, origin)
  } finally {
    await browser.close()
  }
  say('Took the pictures into public/screenshots and docs.')
})
