/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bound_entities', table => {
    table.comment('Catalog entities that claim services');
    table.text('entity_ref').primary();
    table.text('owner').comment('The first of its owners');
    table.text('system');
  });
  await knex.schema.createTable('entity_owners', table => {
    table.comment('All owners of these entities');
    table.text('entity_ref').notNullable();
    table.text('owner').notNullable();
    table.primary(['entity_ref', 'owner']);
    table.index(['owner']);
  });
  await knex.schema.createTable('service_claims', table => {
    table.comment('Which entities claim which services');
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('entity_ref').notNullable();
    table.text('kind').notNullable().comment('How: services, labels, …');
    table.primary(['cluster', 'namespace', 'name', 'entity_ref']);
    table.index(['entity_ref']);
  });
  await knex.schema.createTable('namespace_labels', table => {
    table.comment('Labels by which all services of a namespace are claimed');
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('key').notNullable();
    table.text('value').notNullable();
    table.primary(['cluster', 'namespace', 'key']);
    table.index(['key', 'value']);
  });
  await knex.schema.alterTable('postures', table => {
    table
      .boolean('contested')
      .notNullable()
      .defaultTo(false)
      .comment('Several entities claim it with the same right');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('postures', table => {
    table.dropColumn('contested');
  });
  await knex.schema.dropTable('namespace_labels');
  await knex.schema.dropTable('service_claims');
  await knex.schema.dropTable('entity_owners');
  await knex.schema.dropTable('bound_entities');
};
