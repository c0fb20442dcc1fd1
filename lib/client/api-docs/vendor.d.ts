/** The part of the viewer's bundle that is used here; it ships no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  import type { ComponentType, ReactNode } from 'react'

  /** What the viewer hands to a layout. */
  export interface LayoutProps {
    getComponent(name: string, connected?: boolean): ComponentType<{ readonly children?: ReactNode }>
  }
  /** The viewer brings a React of its own; its plugins must make their elements with that one. */
  export interface SwaggerSystem {
    readonly React: { readonly createElement: typeof import('react').createElement }
  }
  export interface SwaggerOptions {
    readonly domNode: HTMLElement
    readonly spec: object
    readonly layout?: string
    readonly plugins?: readonly ((system: SwaggerSystem) => {
      components: Record<string, ComponentType<LayoutProps>>
    })[]
    readonly docExpansion?: 'list' | 'full' | 'none'
    readonly defaultModelsExpandDepth?: number
    readonly displayRequestDuration?: boolean
    readonly filter?: boolean
    readonly persistAuthorization?: boolean
    readonly validatorUrl?: null
    readonly onComplete?: () => void
  }
  export default function SwaggerUI(options: SwaggerOptions): unknown
}

/** The viewer of events without a parser; its types describe another entry. */
declare module '@asyncapi/react-component/lib/esm/without-parser' {
  export { default } from '@asyncapi/react-component/lib/types/without-parser'
}
