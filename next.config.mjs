import createNextIntlPlugin from 'next-intl/plugin'

/** Texts are parsed while building, so that no parser travels to the browser. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', locales: 'infer', format: 'json', precompile: true } },
})

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` type-checks everything in a second; once is enough.
  typescript: { tsconfigPath: process.env.NEXT_TSCONFIG ?? 'tsconfig.json', ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ['@electric-sql/pglite', '@prisma/client', 'socket.io', 'pg', 'pino'],
  experimental: { optimizePackageImports: ['radix-ui'], authInterrupts: true },
}

export default withNextIntl(config)
