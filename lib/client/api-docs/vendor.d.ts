/** The parts of the two viewers' bundles that are used here; neither ships types for them. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export interface SwaggerOptions {
    readonly domNode: HTMLElement
    readonly spec: object
    readonly deepLinking?: boolean
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

declare module '@asyncapi/react-component/browser/without-parser.js' {
  import type { ComponentType } from 'react'
  import type { ConfigInterface } from '@asyncapi/react-component'

  const AsyncApi: ComponentType<{ readonly schema: object; readonly config?: Partial<ConfigInterface> }>
  export default AsyncApi
}
