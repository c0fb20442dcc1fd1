/** Draws an OpenAPI document into an element; resolves, when it is there, with what takes it away again. */
export async function mountRest(element: HTMLElement, spec: object): Promise<() => void> {
  const { default: SwaggerUI } = await import('swagger-ui-dist/swagger-ui-es-bundle.js')
  const watcher = new MutationObserver(() => makeAccessible(element))
  watcher.observe(element, { childList: true, subtree: true })
  await new Promise<void>((resolve) => {
    SwaggerUI({
      domNode: element,
      spec,
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      filter: true,
      persistAuthorization: false,
      validatorUrl: null,
      onComplete: resolve,
    })
  })
  return () => {
    watcher.disconnect()
    element.replaceChildren()
  }
}

/** The viewer leaves its choices unnamed and brings a second main landmark; this mends both as they appear. */
function makeAccessible(element: HTMLElement): void {
  for (const choice of element.querySelectorAll('select:not([aria-label])')) {
    choice.setAttribute('aria-label', choice.closest('.servers') ? 'Server' : 'Choice')
  }
  for (const landmark of element.querySelectorAll('main:not([role])'))
    landmark.setAttribute('role', 'presentation')
}
