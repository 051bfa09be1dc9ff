/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('How fresh what is known of each configured cluster is');
    table.text('name').primary();
    table.text('source').notNullable();
    table.text('state').notNullable();
    table.text('since').notNullable().comment('Of the state; ISO 8601');
    table.text('last_event_at');
    table.text('last_analyzed_at');
    table.text('message');
    table.integer('objects').notNullable();
    table.integer('services').notNullable();
    table.text('unreadable').notNullable().comment('JSON');
  });

  await knex.schema.createTable('postures', table => {
    table.comment('The last known posture of each service');
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('mode').notNullable();
    table.integer('mode_rank').notNullable();
    table.text('posture').notNullable();
    table.integer('posture_rank').notNullable();
    table.text('certainty').notNullable();
    table.text('sentence').notNullable();
    table.text('vendors').notNullable().comment('Vendor ids between bars');
    table.text('edges').notNullable().comment('JSON');
    table.text('hosts').notNullable().comment('JSON');
    table.integer('errors').notNullable();
    table.integer('warnings').notNullable();
    table.integer('infos').notNullable();
    table.text('document').notNullable().comment('ServicePosture as JSON');
    table.text('hash').notNullable().comment('Of the document');
    table.text('since').notNullable().comment('Of the posture; ISO 8601');
    table.text('observed_at').notNullable();
    table.text('entity_ref');
    table.text('owner');
    table.text('system');
    table.primary(['cluster', 'namespace', 'name']);
    table.index(['owner']);
  });

  await knex.schema.createTable('posture_labels', table => {
    table.comment('Labels by which services are found');
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('holder').notNullable().comment('service or pods');
    table.text('key').notNullable();
    table.text('value').notNullable();
    table.primary(['cluster', 'namespace', 'name', 'holder', 'key']);
    table.index(['key', 'value']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('posture_labels');
  await knex.schema.dropTable('postures');
  await knex.schema.dropTable('clusters');
};
