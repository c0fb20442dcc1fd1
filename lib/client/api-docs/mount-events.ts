import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { parsedEvents } from './parsed-events'

/** Draws an AsyncAPI document into an element; resolves with what takes it away again. */
export async function mountEvents(element: HTMLElement, source: object): Promise<() => void> {
  const { default: AsyncApi } = await import('@asyncapi/react-component/browser/without-parser.js')
  const root = createRoot(element)
  root.render(
    createElement(AsyncApi, {
      schema: parsedEvents(source),
      config: {
        show: { sidebar: true, errors: false, schemas: false, messages: false },
        sidebar: { showOperations: 'byOperationsTags' },
        receiveLabel: 'Client sends',
        sendLabel: 'Client hears',
        requestLabel: 'Client sends',
        replyLabel: 'Acknowledged by',
      },
    }),
  )
  return () => root.unmount()
}
