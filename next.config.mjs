import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ['@electric-sql/pglite', '@prisma/client', 'socket.io', 'pg', 'pino'],
  experimental: { optimizePackageImports: ['radix-ui'] },
}

export default withNextIntl(config)
