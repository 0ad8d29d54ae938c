package io.tidemark.config;

/** SLO files: one of another tool, and one with all of our own objects. */
final class SloTexts {
    /** The shape of OpenSLO's own examples: objects in a list, references, labels as lists, a calendar. */
    static final String ELSEWHERE =
            """
            - apiVersion: openslo/v1
              kind: DataSource
              metadata: {name: thanos}
              spec: {type: Prometheus, connectionDetails: [{url: "http://thanos.example.com"}]}
            - apiVersion: openslo/v1
              kind: SLI
              metadata: {name: answered, labels: {team: [web, edge]}}
              spec:
                ratioMetric:
                  counter: true
                  good: {metricSource: {metricSourceRef: thanos, spec: {query: "sum(ok)"}}}
                  total: {metricSource: {metricSourceRef: thanos, spec: {query: "sum(all)"}}}
            - apiVersion: openslo/v1
              kind: AlertCondition
              metadata: {name: fast}
              spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 2, lookbackWindow: 1h, alertAfter: 5m}}
            - apiVersion: openslo/v1
              kind: AlertNotificationTarget
              metadata: {name: mail}
              spec: {target: email}
            - apiVersion: openslo/v1
              kind: AlertPolicy
              metadata: {name: loud}
              spec:
                alertWhenBreaching: true
                alertWhenNoData: false
                conditions: [{conditionRef: fast}]
                notificationTargets: [{targetRef: mail}]
            - apiVersion: openslo/v1
              kind: SLO
              metadata: {name: web, labels: {owner: web}, annotations: {tidemark.io/runbook: "https://r"}}
              spec:
                service: shop
                indicatorRef: answered
                budgetingMethod: Timeslices
                timeWindow:
                  - duration: 1M
                    isRolling: false
                    calendar: {startTime: 2026-01-01 00:00:00, timeZone: America/New_York}
                objectives: [{targetPercent: 99.5, timeSliceTarget: 0.95, timeSliceWindow: 5m}]
                alertPolicies: [{alertPolicyRef: loud}]
            """;

    static final String OURS =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: drift
              annotations: {tidemark.io/mode: dryRun, tidemark.io/dry-run-until: 2027-02-01, tidemark.io/policy: strict,
                            tidemark.io/escalation: on-call, tidemark.io/max-slices: 50, tidemark.io/review-by: 2027-03-01,
                            tidemark.io/revision-horizon: 12h, tidemark.io/dashboard: "https://charts"}
            spec:
              service: m
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
              objectives: [{target: 0.95}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            ---
            apiVersion: tidemark.io/v1
            kind: ErrorBudgetPolicy
            metadata: {name: strict}
            spec:
              steps: [{consumed: 0.5, severity: ticket, notify: [lead], actions: [holdPromotions]}]
              exceptions: [security]
            ---
            apiVersion: tidemark.io/v1
            kind: Escalation
            metadata: {name: on-call}
            spec: {ackTimeout: 10m, levels: [{role: lead}, {role: boss}]}
            ---
            apiVersion: tidemark.io/v1
            kind: Role
            metadata: {name: lead}
            spec: {notificationTargets: [{targetRef: hook}]}
            ---
            apiVersion: tidemark.io/v1
            kind: Role
            metadata: {name: boss}
            spec: {notificationTargets: [{targetRef: pager}]}
            ---
            apiVersion: tidemark.io/v1
            kind: AlertNotificationTarget
            metadata: {name: hook}
            spec: {target: webhook, url: "https://hooks.example.com/x", secretEnv: HOOK_SECRET}
            ---
            apiVersion: tidemark.io/v1
            kind: AlertNotificationTarget
            metadata: {name: pager}
            spec: {target: pagerduty, routingKeyEnv: PD_KEY}
            ---
            apiVersion: tidemark.io/v1
            kind: Correction
            metadata: {name: moved}
            spec: {selector: {model: m}, start: "2026-11-01T10:00:00Z", end: "2026-11-01T12:00:00Z", category: deployment,
                   reason: moved to another rack, by: ops}
            ---
            apiVersion: tidemark.io/v1
            kind: Correction
            metadata: {name: sundays}
            spec: {selector: {slo: drift}, rrule: FREQ=WEEKLY;BYDAY=SU, start: 2026-01-04T02:00:00, duration: 2h,
                   timeZone: Europe/Paris, category: maintenance, reason: the warehouse is compacted, by: ops}
            """;

    private SloTexts() {}
}
