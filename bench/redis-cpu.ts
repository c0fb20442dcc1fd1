/** Processor time of Redis' own thread so far, µs. */
export async function redisCpuUs(client: { info(section: string): Promise<string> }): Promise<number> {
  const info = await client.info('cpu')
  const used = /used_cpu_(?:sys|user)_main_thread:([\d.]+)/g
  return [...info.matchAll(used)].reduce((sum, [, seconds]) => sum + Number(seconds) * 1e6, 0)
}
