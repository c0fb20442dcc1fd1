import createNextIntlPlugin from 'next-intl/plugin'

/** Texts are parsed while building, so that no parser travels to the browser. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', locales: 'infer', format: 'json', precompile: true } },
})

/**
 * The viewer of events is given a document that was parsed while building; of the parser it needs the models only.
 * The rest of it compiles code while loading, which the content security policy forbids, and weighs 2 MB.
 */
const EVENT_MODELS = { browser: './lib/client/api-docs/event-models.ts' }

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` type-checks everything in a second; once is enough.
  typescript: { tsconfigPath: process.env.NEXT_TSCONFIG ?? 'tsconfig.json', ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Where people look for it who know other sites.
  redirects: () => [{ source: '/login', destination: '/sign-in', permanent: false }],
  turbopack: {
    resolveAlias: {
      '@asyncapi/parser': EVENT_MODELS,
      '@asyncapi/parser/cjs/document': EVENT_MODELS,
      '@asyncapi/avro-schema-parser': EVENT_MODELS,
      '@asyncapi/openapi-schema-parser': EVENT_MODELS,
      '@asyncapi/protobuf-schema-parser': EVENT_MODELS,
      '@asyncapi/specs': EVENT_MODELS,
      '@stoplight/spectral-core': EVENT_MODELS,
    },
  },
  serverExternalPackages: [
    '@asyncapi/parser',
    '@electric-sql/pglite',
    '@prisma/client',
    'socket.io',
    'pg',
    'pino',
  ],
  experimental: { optimizePackageImports: ['radix-ui'], authInterrupts: true },
}

export default withNextIntl(config)
