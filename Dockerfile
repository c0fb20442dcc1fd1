# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_DIST_DIR=dist/next DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build /app/package.json /app/next.config.mjs ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/public public
COPY --from=build /app/messages messages
COPY --from=build /app/prisma prisma
COPY --from=build /app/lib/i18n lib/i18n
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data /app
USER node
VOLUME /data
EXPOSE 3000
# Draining takes up to 25 s: give it 30 before killing (docker stop -t 30, terminationGracePeriodSeconds: 30).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "dist/server.mjs"]
