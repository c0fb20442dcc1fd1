import type { LayoutProps, SwaggerSystem } from 'swagger-ui-dist/swagger-ui-es-bundle.js'

/** Draws an OpenAPI document into an element; resolves, when it is there, with what removes it again. */
export async function mountRest(element: HTMLElement, spec: object): Promise<() => void> {
  const { default: SwaggerUI } = await import('swagger-ui-dist/swagger-ui-es-bundle.js')
  const watcher = new MutationObserver(() => makeAccessible(element))
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

/** The viewer leaves some controls unnamed and its scrolling parts out of the keyboard's reach; mended as they appear. */
function makeAccessible(element: HTMLElement): void {
  for (const choice of element.querySelectorAll('select:not([aria-label])')) {
    choice.setAttribute('aria-label', choice.closest('.servers') ? 'Server' : 'Choice')
  }
  for (const close of element.querySelectorAll('.close-modal:not([aria-label])')) {
    close.setAttribute('aria-label', 'Close')
  }
  for (const submit of element.querySelectorAll('[type="submit"][aria-label]'))
    submit.removeAttribute('aria-label')
  for (const scrolling of element.querySelectorAll('pre:not([tabindex])'))
    scrolling.setAttribute('tabindex', '0')
}
