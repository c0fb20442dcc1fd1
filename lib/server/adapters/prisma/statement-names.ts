/**
 * Statements that a connection keeps planned. A server keeps each once a connection (some 20 KB); what is asked in more
 * forms than these is planned anew every time, as all of it would be without names.
 */
const AT_MOST = 200

/**
 * Names queries by their text, so that the database parses and plans each of them once a connection: on the embedded
 * database a look-up by key costs a third of what it costs without.
 *
 * @returns the name of a query; empty: it is not kept
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= AT_MOST) return ''
    const name = `omegoo_${names.size}`
    names.set(sql, name)
    return name
  }
}
