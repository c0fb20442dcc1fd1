import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../setup/project.mjs'
import { folderOf } from './engines.mjs'

/** Chromium without a window: flows are faster in it, so it comes first. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell']
const NAMES = [
  ...SHELLS,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function installed() {
  const name = NAMES.find((candidate) => folderOf(candidate))
  return name ? join(folderOf(name), name) : PLACES.find((file) => existsSync(file))
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/** Debian's, where that may be installed; not every version of it has the shell. */
function fromDebian() {
  if (process.getuid?.() !== 0 || !folderOf('apt-get')) return undefined
  say('Installing Chromium from Debian for the browser tests.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env }).status === 0
  const install = (name) => apt('install', '-y', '--no-install-recommends', name)
  apt('update')
  return install(SHELLS[0]) || install('chromium') ? installed() : undefined
}

/** A Chromium to test with: CHROMIUM_PATH, an installed one, Playwright's own, or Debian's; undefined without any. */
export async function findBrowser() {
  return process.env.CHROMIUM_PATH || installed() || (await playwrightsOwn()) || fromDebian()
}
