export {
  createTestDatabase,
  LeakedConnectionsError,
  type TestDatabase,
} from './create-test-database.ts';
export {
  type DatabaseRole,
  type Login,
  type ProvidedServices,
  providedServices,
} from './provided-services.ts';
export { temporalAddress, timeSkippingServerPath, uniqueTaskQueue } from './temporal.ts';
