# Liaison Desk in a container. Needs DATABASE_URL; see "Run it for real" in README.md.
FROM node:24-slim AS base
WORKDIR /desk
# The patch of the database client is applied when packages are installed, so it has to be there before.
COPY package.json package-lock.json .npmrc ./
COPY patches patches

FROM base AS build
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY adapters adapters
COPY db db
RUN npm run build

FROM base AS packages
RUN npm ci --omit=dev

FROM node:24-slim
# A container is reached from outside, so it listens on all addresses; the try-it page stays off unless TRY_IT=1.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /desk
COPY LICENSE package.json ./
COPY --from=packages /desk/node_modules node_modules
COPY --from=build /desk/dist dist
COPY bin bin
COPY offices offices
COPY fonts fonts
COPY db/migrations db/migrations
COPY adapters/try-it/page adapters/try-it/page
COPY adapters/html/colours.css adapters/html/colours.css
COPY adapters/pages/style adapters/pages/style
COPY adapters/teams/manifest.json adapters/teams/color.png adapters/teams/outline.png adapters/teams/
# The embedded database would live here. For an office use PostgreSQL; a trial mounts a volume.
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
