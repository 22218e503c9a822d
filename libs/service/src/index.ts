export {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  InvalidConfigurationError,
  readDatabaseUrl,
} from './environment.ts';
export {
  type HealthServer,
  HealthServerError,
  type Readiness,
  startHealthServer,
} from './health-server.ts';
export { type HostProcess, type RunningService, runService } from './run-service.ts';
