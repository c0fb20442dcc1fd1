import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { AbuseCounts } from './abuse-report'

/** Vitest's global set-up: shows at the end of a run what its hostile tests sent, and what other people felt of it. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'abuse-'))
  const file = join(folder, 'counts.jsonl')
  provide('abuseReport', file)
  return () => {
    if (existsSync(file)) process.stdout.write(tableOf(readFileSync(file, 'utf8')))
    rmSync(folder, { recursive: true })
  }
}

const COLUMNS = ['inputs', 'answers', 'refusals', 'closed', 'crashes', 'unhandled'] as const

/** Latencies hold the fuzzer's own work too: server, fuzzer and bystanders share a thread. */
function tableOf(lines: string): string {
  const all = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AbuseCounts)
    .toSorted((a, b) => a.what.localeCompare(b.what))
  const head = ['bad input', ...COLUMNS, 'received meanwhile', 'p50 ms', 'p99 ms', 'max ms']
  const rows = all.map((counts) => [
    counts.what,
    ...COLUMNS.map((column) => String(counts[column])),
    String(counts.latencies.length),
    ...[0.5, 0.99, 1].map((share) => percentile(counts.latencies, share)),
  ])
  const table = [head, ...rows]
  const widths = head.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
  return `\n${table.map(line).join('\n')}\n`
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  return value === undefined ? '-' : value.toFixed(1)
}
