import { defineConfig, devices } from '@playwright/test'

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the browser tests by "npm run e2e".`)
  return value
}

/** Nothing but the product is on the network during a test. */
const quiet = [
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
]
const fakeMedia = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
/** A name that is no secure context, as in a local network. */
const names = ['--host-resolver-rules=MAP omegoo.lan 127.0.0.1']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Servers are started by the tests themselves, one for each worker (e2e/support/test.ts). */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/begin.ts',
  outputDir: 'test-results',
  // One more than CI has cores: flows wait for pings, windows and each other, and the others go on meanwhile.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // A machine of CI may be three times slower than a desk's, and what is waited for is there at once where nothing is wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['html', { open: 'never', outputFolder: 'playwright-report' }],
    ['json', { outputFile: given('E2E_RESULTS') }],
  ],
  use: {
    // A trace of every flow takes a seventh of the machine: what has failed is run again with `--trace on`.
    trace: 'off',
    // Flows keep the pictures that are worth looking at themselves (e2e/support/looks.ts).
    screenshot: 'only-on-failure',
    // It fetches the whole shell anew for every browser: here where it matters, and in the flows that everybody goes.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: given('CHROMIUM_PATH'),
      args: [...quiet, ...fakeMedia, ...names, ...asRoot],
    },
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      // What no screen's size can change is tried on one.
      grepInvert: /@once/,
      use: {
        ...devices['Pixel 7'],
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        // A phone's screen has seven times the dots, each drawn without its graphics processor.
        deviceScaleFactor: 1,
      },
    },
  ],
})
