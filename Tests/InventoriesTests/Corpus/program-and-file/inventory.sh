#!/bin/sh
case $1 in
--list) cat <<'EOF'
{"lab1": {"hosts": ["pc01", "pc02"], "vars": {"a": 1, "t": "{{ x }}"}, "children": ["spares"]},
 "spares": ["pc03"], "empty": {"hosts": []},
 "_meta": {"hostvars": {"pc01": {"ansible_host": "192.168.0.1", "f": 1.50}, "pc99": {"x": 1}}}}
EOF
;;
esac
