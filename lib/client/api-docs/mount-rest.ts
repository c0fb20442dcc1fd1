/** Draws an OpenAPI document into an element; resolves, when it is there, with what takes it away again. */
export async function mountRest(element: HTMLElement, spec: object): Promise<() => void> {
  const { default: SwaggerUI } = await import('swagger-ui-dist/swagger-ui-es-bundle.js')
  await new Promise<void>((resolve) => {
    SwaggerUI({
      domNode: element,
      spec,
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      filter: true,
      persistAuthorization: false,
      validatorUrl: null,
      onComplete: resolve,
    })
  })
  return () => element.replaceChildren()
}
