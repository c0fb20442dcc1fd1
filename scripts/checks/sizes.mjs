import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { longFunctions, MAX_FUNCTION_LINES } from './function-sizes.mjs'
import { sourceFiles } from './source-files.mjs'

/** Sizes bind logic: not tests, not the contracts' tables. */
const EXEMPT = /\.(test|test-d|suite|fixture)\.tsx?$|^lib\/(testing|contracts)\//

/** Prints the functions that are too long, by file. Run by the check; the folder is its argument. */
const root = process.argv[2] ?? process.cwd()
const files = [...sourceFiles(root)].filter((file) => !EXEMPT.test(file))
const problems = files.flatMap((file) => {
  const found = longFunctions(readFileSync(join(root, file), 'utf8'), { tsx: file.endsWith('x') })
  return found.map(
    ({ name, line, lines }) =>
      `${file}:${line} ${name} has ${lines} lines of code of its own (${MAX_FUNCTION_LINES} at most)`,
  )
})
for (const problem of problems) console.log(problem)
process.exitCode = problems.length > 0 ? 1 : 0
