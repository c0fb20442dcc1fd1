import { defineConfig } from 'prisma/config'

/** For Prisma's own commands. The server itself migrates at start and does not read this file. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
