import { describeError } from '../../describe-error.ts';
import { type Check, fail, ok, warn } from '../check.ts';

/** Whether Temporal answers, and knows the namespace. */
export const temporalCheck: Check = {
  name: 'Temporal',
  async run({ cli }) {
    // Loaded here: it takes longer than all the rest.
    const { callTemporal, temporalOf } = await import('../../explain/temporal-client.ts');
    const temporal = temporalOf(cli);
    const { address, namespace } = temporal;
    try {
      const before = performance.now();
      await callTemporal(temporal, (service) => service.describeNamespace({ namespace }));
      const ms = (performance.now() - before).toFixed(0);
      return ok(
        `${address} knows namespace ${namespace} and answers, connecting included, in ${ms} ms`,
      );
    } catch (error) {
      const found = `${address}, namespace ${namespace}: ${describeError(error).message}`;
      if (cli.env['TEMPORAL_ADDRESS']?.trim()) {
        return fail(
          found,
          'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS.',
        );
      }
      return warn(found, 'Set TEMPORAL_ADDRESS to have Temporal looked at.');
    } finally {
      await temporal.connection.close();
    }
  },
};
