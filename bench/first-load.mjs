import { gzipSync } from 'node:zlib'

/**
 * Prints what the first visit to `/` and `/chat` costs in JavaScript: every script that the page's own HTML
 * names for modern browsers, gzipped at level 9, and apart from them what it asks for at low priority. Run: node bench/first-load.mjs http://localhost:3000
 */
const origin = process.argv[2] ?? 'http://localhost:3000'

async function signIn() {
  const answer = await fetch(`${origin}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({
      age: 30,
      termsAccepted: true,
      privacyAccepted: true,
      deviceFingerprint: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
    }),
  })
  if (!answer.ok) throw new Error(`Registering for the measurement answered ${answer.status}.`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function weigh(path, cookie) {
  const html = await (await fetch(origin + path, { headers: cookie ? { cookie } : {} })).text()
  const scripts = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/nomodule/i.test(tag))
    .map(([, source]) => source)
  const later = [...html.matchAll(/<link\b[^>]*\bas="script"[^>]*>/g)]
    .filter(([tag]) => /fetchpriority="low"/i.test(tag))
    .map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1])
    .filter((source) => source && !scripts.includes(source))
  await report(`${path}${cookie ? ' (signed in)' : ''}`, scripts)
  if (later.length > 0) await report('  and at low priority', later)
}

async function report(name, scripts) {
  const sizes = await Promise.all(
    [...new Set(scripts)].map(async (source) => {
      const body = Buffer.from(await (await fetch(origin + source)).arrayBuffer())
      return { source, bytes: gzipSync(body, { level: 9 }).length }
    }),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`${name}: ${(total / 1024).toFixed(1)} KB in ${sizes.length} scripts`)
  if (process.argv.includes('--each'))
    for (const { source, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes))
      console.log(`  ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${source}`)
}

await weigh('/')
await weigh('/chat')
await weigh('/chat', await signIn())
