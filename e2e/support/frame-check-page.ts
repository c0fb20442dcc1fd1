import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'esbuild'
import type { browserFrameCheck } from '../../lib/client/frame-check/browser-frame-check'

declare global {
  interface Window {
    frameCheck: { browserFrameCheck: typeof browserFrameCheck; running: ReturnType<typeof browserFrameCheck> }
  }
}

/** Where the build that is tested has the worker and its model. */
export function frameCheckFolder(): string {
  const [name] = readdirSync(join(process.env.E2E_DIST_DIR ?? '', 'frame-check'))
  return `/frame-check/${name}`
}

/** Puts the app's own frame check into a page of the app, under that page's policy, as `frameCheck.running`. */
export async function addFrameCheck(page: Page): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ['lib/client/frame-check/browser-frame-check.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'frameCheck',
    tsconfig: 'tsconfig.json',
    define: { 'process.env.NEXT_PUBLIC_FRAME_CHECK': JSON.stringify(`${frameCheckFolder()}/worker.js`) },
  })
  const script = outputFiles.map(({ text }) => text).join('')
  await page.evaluate(
    `${script}; globalThis.frameCheck = { ...frameCheck, running: frameCheck.browserFrameCheck() }`,
  )
}
