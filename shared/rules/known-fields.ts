import { namesFor } from './field-value';

/**
 * Fields that Nucleus is known to send (facts: nucleus.md section 12.3), and those that we add for templates. A tenant may
 * have more: metadata by source has dots in its name, and what stored findings hold is known as well.
 */
const knownFields: ReadonlySet<string> = new Set([
  ...['project_id', 'scan_id', 'scan_type', 'scan_date', 'finding_id', 'finding_number', 'finding_name'],
  ...['finding_type', 'finding_cve', 'finding_iava', 'finding_severity', 'finding_severity_adjusted'],
  ...['finding_severity_score', 'finding_result', 'finding_status', 'status', 'justification_status_name'],
  ...['justification_is_mitigating', 'justification_text', 'justification_has_file'],
  ...['justification_assigned_teams', 'finding_discovered', 'due_date', 'finding_description'],
  ...['finding_recommendation', 'finding_references', 'finding_output', 'finding_port', 'finding_path'],
  ...['finding_package', 'finding_package_version', 'finding_exploitable', 'finding_pinned', 'epss_score'],
  ...['nucleus_exploited', 'finding_vulnerability_score', 'risk_score', 'finding_url', 'finding_link'],
  ...['mandiant_exploit_in_the_wild', 'mandiant_risk_rating', 'cisa_vulnerability_name'],
  ...['compliance_frameworks', 'issues', 'issue_open_count', 'issue_closed_count'],
  ...['asset_id', 'asset_name', 'asset_match_name', 'asset_alias', 'asset_type', 'host_name', 'ip_address'],
  ...['domain_name', 'mac_address', 'parent_host_id', 'url', 'operating_system_name'],
  ...['operating_system_version', 'asset_criticality', 'asset_criticality_score'],
  ...['asset_data_sensitivity_score', 'asset_complianced_score', 'asset_public', 'asset_base_risk_score'],
  ...['asset_groups', 'asset_location', 'asset_notes', 'asset_users', 'asset_owner', 'business_owner'],
  ...['asset_business_owner', 'business_owner_team', 'owner_team', 'support_team', 'asset_info', 'active'],
  ...['decommed', 'asset_inactive_date', 'image_id', 'image_repo', 'image_tag', 'image_distro'],
  ...['branch', 'repo_type', 'repo_url', 'resource_id', 'resource_group', 'subscription_id'],
]);

/** Custom metadata is named source.field (facts: nucleus.md section 6.3). */
const metadata = /^(?!finding\.|asset\.)[\w-]+(?:\.[\w-]+)+$|^asset\.(?:metadata\.)?[\w-]+(?:\.[\w-]+)+$/;

/** Whether rules may use a field: known to us, custom metadata, or seen in a stored finding. */
export const isKnownField = (name: string, seen: ReadonlySet<string> = new Set()): boolean =>
  metadata.test(name) ||
  namesFor(name).some((candidate) => knownFields.has(candidate) || seen.has(candidate));
