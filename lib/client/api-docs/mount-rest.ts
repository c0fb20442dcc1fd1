import type { LayoutProps, SwaggerSystem } from 'swagger-ui-dist/swagger-ui-es-bundle.js'

/** Draws an OpenAPI document into an element; resolves, when it is there, with what takes it away again. */
export async function mountRest(element: HTMLElement, spec: object): Promise<() => void> {
  const { default: SwaggerUI } = await import('swagger-ui-dist/swagger-ui-es-bundle.js')
  const watcher = new MutationObserver(() => nameChoices(element))
  watcher.observe(element, { childList: true, subtree: true })
  await new Promise<void>((resolve) => {
    SwaggerUI({
      domNode: element,
      spec,
      layout: 'PartOfPage',
      plugins: [partOfPage],
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

/** The viewer's own layout without its title and its main landmark: the page around it has both. */
function partOfPage({ React }: SwaggerSystem) {
  function PartOfPage({ getComponent }: LayoutProps) {
    const part = (name: string) => React.createElement(getComponent(name, true))
    return React.createElement(
      'div',
      { className: 'swagger-ui' },
      React.createElement(getComponent('SvgAssets')),
      React.createElement(
        'div',
        { className: 'scheme-container' },
        React.createElement(
          'div',
          { className: 'schemes wrapper' },
          React.createElement('div', { className: 'schemes-server-container' }, part('ServersContainer')),
          part('AuthorizeBtnContainer'),
        ),
      ),
      part('FilterContainer'),
      React.createElement('h2', { className: 'sr-only' }, 'By contract'),
      part('operations'),
    )
  }
  return { components: { PartOfPage } }
}

/** The viewer leaves its choices unnamed; this names them as they appear. */
function nameChoices(element: HTMLElement): void {
  for (const choice of element.querySelectorAll('select:not([aria-label])')) {
    choice.setAttribute('aria-label', choice.closest('.servers') ? 'Server' : 'Choice')
  }
}
