import { STEPS } from './steps.mjs'

/** Runs every check, also after one has failed. @returns how many passed and failed. */
export async function runSteps() {
  const count = { passed: 0, failed: 0, failures: [] }
  for (const step of STEPS) {
    console.log(`\n── ${step.name}`)
    const started = Date.now()
    const code = await Promise.resolve()
      .then(step.run)
      .catch((error) => {
        console.error(error.message)
        return 1
      })
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`)
    count[code === 0 ? 'passed' : 'failed'] += 1
    if (code !== 0) count.failures.push(`check: ${step.name}`)
  }
  return count
}
