import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SOURCES, sourceFiles } from './source-files.mjs'

const TEST = /\.(test|test-d|suite|fixture)\.tsx?$|^lib\/testing\//

function cruise(root, node, cruiser, targets) {
  const flags = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json']
  const { stdout, stderr, status } = spawnSync(node, [cruiser, ...flags, ...targets], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser ended with ${status}: ${stderr}${stdout}`)
  return JSON.parse(stdout)
}

/** Without its parser dependency-cruiser reads no TypeScript and finds nothing wrong in it. */
function unread(root, modules) {
  const read = new Set(modules.map(({ source }) => source))
  const files = [...sourceFiles(root)]
  const edges = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0)
  if (files.length > 1 && edges === 0) return ['no import was found at all: the TypeScript parser is missing']
  return files.filter((file) => !read.has(file)).map((file) => `${file} was not read`)
}

/**
 * Services do not import each other. A part that one service alone uses may have a file of its own, and a type may
 * be named (what a service is given has to be described somewhere).
 */
function servicesImportingServices(modules) {
  const isService = (file) => file.startsWith('lib/server/services/') && !TEST.test(file)
  const users = (file) => {
    const importing = modules.filter(({ dependencies }) =>
      dependencies.some(({ resolved }) => resolved === file),
    )
    return importing.map(({ source }) => source).filter((source) => !TEST.test(source))
  }
  return modules
    .filter(({ source }) => isService(source))
    .flatMap(({ source, dependencies }) => {
      const parts = dependencies.filter(
        ({ resolved, dependencyTypes }) => isService(resolved) && !dependencyTypes.includes('type-only'),
      )
      const shared = parts.filter(({ resolved }) => users(resolved).length > 1)
      return shared.map(
        ({ resolved }) =>
          `${source} imports ${resolved}, which others use too: share a port or react to an event`,
      )
    })
}

/**
 * Checks import directions.
 *
 * @returns what is wrong, a line each, and how many modules were read.
 */
export function checkStructure({ root, node, cruiser }) {
  const targets = SOURCES.filter((target) => existsSync(join(root, target)))
  const { modules, summary } = cruise(root, node, cruiser, targets)
  const broken = summary.violations.map(({ rule, from, to, cycle }) => {
    return `${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`
  })
  return {
    problems: [...unread(root, modules), ...broken, ...servicesImportingServices(modules)],
    count: summary.totalCruised,
  }
}
