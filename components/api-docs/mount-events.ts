import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Draws a parsed and stringified AsyncAPI document into an element; resolves with what removes it again. */
export async function mountEvents(element: HTMLElement, document: object): Promise<() => void> {
  const { EventBrowser } = await import('./event-browser')
  const root = createRoot(element)
  flushSync(() => root.render(createElement(EventBrowser, { stringified: document })))
  return () => root.unmount()
}
