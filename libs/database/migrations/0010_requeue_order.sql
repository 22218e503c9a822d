-- Up Migration

-- Whoever follows what happens reads reprocessings by the numbers that they share with events.
CREATE INDEX idx_workflow_requeue_sequence_number ON workflow_requeue (sequence_number);
COMMENT ON INDEX idx_workflow_requeue_sequence_number IS 'Reprocessings in order, for those who follow them.';
