/** The part of the viewer's bundle that is used here; it ships no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export interface SwaggerOptions {
    readonly domNode: HTMLElement
    readonly spec: object
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
