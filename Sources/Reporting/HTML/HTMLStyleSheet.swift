/// The looks of a report page, on a screen and on paper.
enum HTMLStyleSheet {
  static let text = """
    :root{--ink:#1d2733;--soft:#5b6775;--line:#dfe3e8;--ground:#f4f5f7;--paper:#fff;
      --error:#b3261e;--error-tint:#fde7e4;--warning:#8a5a00;--warning-tint:#fff1d0;
      --info:#1a5a9c;--info-tint:#e4f0fb;--good:#1b7345;--good-tint:#e3f5ea;--badge:46px}
    :lang(en){--badge:76px}
    *{box-sizing:border-box}
    html{scroll-behavior:smooth;scroll-padding-top:72px}
    body{margin:0;padding:0 clamp(12px,3vw,40px) 48px;display:flex;flex-direction:column;
      background:var(--ground);color:var(--ink);font:15px/1.6 "PingFang SC","Microsoft YaHei",
      "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,
      sans-serif;font-variant-numeric:tabular-nums}
    h1,h2,h3,p,ol,ul{margin:0;padding:0}
    header.page{order:-2;position:sticky;top:0;z-index:5;display:flex;align-items:center;
      justify-content:space-between;gap:16px;margin:0 calc(-1*clamp(12px,3vw,40px));
      padding:12px clamp(12px,3vw,40px);background:rgba(244,245,247,.94);
      border-bottom:1px solid var(--line)}
    h1{font-size:17px;font-weight:600;letter-spacing:.02em}
    .filter{display:flex;gap:8px;font-size:14px}
    .filter label{display:inline-flex;align-items:center;gap:4px;padding:2px 10px;cursor:pointer;
      border:1px solid var(--line);border-radius:999px;background:var(--paper)}
    .filter .error{color:var(--error)}.filter .warning{color:var(--warning)}
    .filter .info{color:var(--info)}.filter input{margin:0}
    .filter .error input{accent-color:var(--error)}.filter .warning input{accent-color:var(--warning)}
    .filter .info input{accent-color:var(--info)}
    .overview,.file{background:var(--paper);border:1px solid var(--line);border-radius:12px;
      padding:20px clamp(14px,2vw,28px);margin-top:20px}
    .overview{order:-1}
    .overview .summary{font-weight:600;margin-bottom:10px}
    .overview table{border-collapse:collapse;width:100%;font-size:14px}
    .overview th{color:var(--soft);font-weight:500;text-align:left}
    .overview th,.overview td{padding:5px 10px;border-top:1px solid var(--line);
      vertical-align:top;overflow-wrap:anywhere}
    .overview thead th{border-top:0;white-space:nowrap}
    .overview td:not(:first-child){min-width:56px}
    .overview td.error{color:var(--error);font-weight:600}
    .overview td.warning{color:var(--warning)}.overview td.info{color:var(--info)}
    .overview td.none{color:#6b7580}
    a{color:inherit}
    .file>header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 16px}
    h2{font-size:22px;line-height:1.35;font-weight:650;overflow-wrap:anywhere}
    .path,.digest{color:var(--soft);font-size:12.5px;overflow-wrap:anywhere}
    .path{width:100%;order:3}
    .digest{margin-top:20px;font-family:ui-monospace,Consolas,monospace;font-size:11.5px}
    .tally{display:flex;flex-wrap:wrap;gap:8px;list-style:none;margin-left:auto}
    .tally li,.verdict{padding:3px 12px;border-radius:8px;background:var(--ground);font-size:14px}
    .tally b{font-size:17px;font-weight:650}
    .tally .error,.verdict.error{color:var(--error);background:var(--error-tint)}
    .tally .warning,.verdict.warning{color:var(--warning);background:var(--warning-tint)}
    .tally .info{color:var(--info);background:var(--info-tint)}
    .verdict.good{color:var(--good);background:var(--good-tint)}
    .sheet{margin-top:24px;padding-top:18px;border-top:1px solid var(--line)}
    h3{font-size:17px;font-weight:600;display:inline-block}
    h3 small{color:var(--soft);font-size:13px;font-weight:400;margin-left:6px}
    details summary{cursor:pointer}
    summary .good{color:var(--good);font-size:14px;margin-left:8px}
    .findings{list-style:none;margin:10px 0 4px;display:grid;gap:6px}
    .finding{display:grid;grid-template-columns:22px var(--badge) minmax(64px,auto) 1fr;gap:0 10px;
      align-items:baseline;padding:8px 12px;border-radius:8px;border:1px solid var(--line);
      border-left-width:4px;scroll-margin-top:72px}
    .finding.error{border-left-color:var(--error)}
    .finding.warning{border-left-color:#d99a1b}
    .finding.info{border-left-color:var(--info)}
    .number{color:var(--soft);font-size:13px;text-align:right}
    .badge{text-align:center;border-radius:5px;font-size:13px;font-weight:600}
    .error>.badge{color:var(--error);background:var(--error-tint)}
    .warning>.badge{color:var(--warning);background:var(--warning-tint)}
    .info>.badge{color:var(--info);background:var(--info-tint)}
    .cell{font-weight:650;white-space:nowrap}
    a.cell{text-underline-offset:3px;text-decoration-thickness:1px}
    .what{grid-column:4;min-width:0;overflow-wrap:anywhere}
    .label{color:var(--soft);font-size:13.5px}
    .message{font-weight:550}
    .why{color:var(--soft);font-size:13.5px;margin-top:2px}
    .more{padding:2px 12px;color:var(--soft);font-size:14px}
    .cut{margin-top:12px;color:var(--soft);font-size:13.5px}
    .skipped{margin-top:18px;color:var(--soft);font-size:14px}
    .skipped ul{margin:6px 0 0 22px}
    .frame{margin-top:14px;overflow:auto;max-height:82vh;border:1px solid #c9d0d8;
      border-radius:6px;background:#fff;width:fit-content;max-width:100%}
    .grid{border-collapse:separate;border-spacing:0;table-layout:fixed;font-size:13px;
      line-height:1.35}
    .grid caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .grid td,.grid th{border:solid #d5dae0;border-width:0 1px 1px 0;padding:2px 4px;
      vertical-align:middle;overflow-wrap:anywhere;white-space:pre-wrap}
    .grid thead>tr>*,.grid tbody th{background:#eef1f4;color:#66717d;font-weight:400;
      font-size:12px;text-align:center;position:sticky;white-space:normal}
    .grid thead>tr>*{top:0;z-index:2}.grid tbody th{left:0;z-index:1}
    .grid thead>tr>td{left:0;z-index:3}
    .grid .m{text-align:center}.grid .r{text-align:right}.grid .b{font-weight:650}
    .grid tr{height:24px}
    .grid tr.hidden>*,.grid .hidden{color:#5f6975;background:repeating-linear-gradient(135deg,
      #f3f4f6 0 6px,#e9ebee 6px 8px)}
    .grid tr.hidden th small{display:block;font-size:10px}
    .grid .gap,.grid .gap td{background:#f6f7f9;color:#616c77;text-align:left;font-size:12px}
    .grid td.part{background:#fbf8ef;box-shadow:inset 0 0 0 1px #d8c48b}
    .grid td.error{background:var(--error-tint);box-shadow:inset 0 0 0 2px var(--error)}
    .grid td.warning{background:var(--warning-tint);box-shadow:inset 0 0 0 1.5px #d99a1b}
    .grid td.info{background:var(--info-tint);box-shadow:inset 0 0 0 1.5px #6fa3d8}
    .grid td.error,.grid td.warning,.grid td.info{position:relative}
    .marks{position:absolute;top:-7px;right:-4px;display:flex;gap:1px;z-index:1;line-height:1}
    .mark{min-width:16px;padding:0 4px;border-radius:8px;font-size:11px;font-weight:600;
      line-height:16px;text-align:center;text-decoration:none;color:#fff}
    .mark.error{background:var(--error)}.mark.warning{background:var(--warning)}
    .mark.info{background:var(--info)}
    .legend{margin-top:6px;color:var(--soft);font-size:12.5px}
    .legend span{display:inline-block;width:14px;height:11px;margin:0 5px 0 12px;
      vertical-align:-1px;border:1.5px solid}
    .legend span:first-child{margin-left:0}
    .legend .error{border-color:var(--error);background:var(--error-tint)}
    .legend .warning{border-color:#d99a1b;background:var(--warning-tint)}
    .legend .info{border-color:#6fa3d8;background:var(--info-tint)}
    .legend .part{border-color:#d8c48b;background:#fbf8ef}
    .repairs{margin-top:24px;padding-top:18px;border-top:1px solid var(--line)}
    .repairs>ol{list-style:none}
    .repairs>ol>li{padding:8px 0;border-top:1px solid var(--line)}
    .repairs>ol>li:first-child{border-top:0}
    .repairs .repair{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline}
    .repairs .share{color:var(--soft);font-size:13px;white-space:nowrap}
    .repairs del{color:var(--error)}.repairs ins{color:var(--good);font-weight:650;
      text-decoration:none}
    .repairs .why{color:var(--soft);font-size:13.5px}
    .repairs .or{margin-left:22px}
    .pace{margin-top:24px;padding-top:18px;border-top:1px solid var(--line)}
    .pace .elapsed{color:var(--soft);font-size:14px}
    .pace .counts{font-weight:550;margin:2px 0 8px}
    .pace table{border-collapse:collapse;width:100%;font-size:13.5px}
    .pace th,.pace td{padding:4px 10px;border-top:1px solid var(--line);text-align:left;
      font-weight:400;overflow-wrap:anywhere}
    .pace thead th{border-top:0;color:var(--soft);white-space:nowrap}
    .pace .r{text-align:right;white-space:nowrap}
    .pace .bar{width:34%;min-width:150px}
    .pace svg{display:block;width:100%;height:20px}
    .pace .ground{fill:#e8ebef}.pace .done{fill:#8aa6c4}
    .pace .completed .done{fill:#5aa37c}.pace .behind .done{fill:#e0a73a}
    .pace .far-behind .done{fill:#d0574f}
    .pace path{fill:none;stroke-width:1.5;vector-effect:non-scaling-stroke}
    .pace path.goal{stroke:#8c96a2;stroke-dasharray:2 2}
    .pace path.now{stroke:var(--ink);stroke-width:2}
    .pace path.tip{stroke:#fff}
    .pace .standing{padding:1px 8px;border-radius:5px;font-size:13px;white-space:nowrap;
      background:var(--info-tint);color:var(--info)}
    .pace .completed .standing{background:var(--good-tint);color:var(--good)}
    .pace .behind .standing{background:var(--warning-tint);color:var(--warning)}
    .pace .far-behind .standing{background:var(--error-tint);color:var(--error);font-weight:600}
    .pace .legend .now{width:2px;border:0;background:var(--ink)}
    .pace .legend .goal{width:0;border:0;border-left:1.5px dashed #8c96a2}
    .pace .gaps{margin:6px 0 0 22px;color:var(--soft);font-size:13.5px}
    :target{outline:3px solid #2f7de1;outline-offset:1px}
    .finding:target{outline-offset:0}
    body:has(#show-error:not(:checked)) :is(.finding.error,.mark.error),
    body:has(#show-warning:not(:checked)) :is(.finding.warning,.more.warning,.mark.warning),
    body:has(#show-info:not(:checked)) :is(.finding.info,.more.info,.mark.info){display:none}
    body:has(#show-error:not(:checked)) td.error,
    body:has(#show-warning:not(:checked)) td.warning,
    body:has(#show-info:not(:checked)) td.info{background:none;box-shadow:none}
    @media (max-width:640px){.what{grid-column:1/-1;margin-top:2px}.tally{margin-left:0}}
    @media screen and (max-width:900px){.grid td.w{text-align:left}}
    @page{size:A4 landscape;margin:11mm}
    @media print{
      :root{--ground:#fff}
      body{padding:0;font-size:10.5pt;print-color-adjust:exact;
        -webkit-print-color-adjust:exact}
      header.page{position:static;margin:0;padding:0 0 6px;background:none}
      .digest,.skipped{margin-top:8px}.sheet{margin-top:14px;padding-top:10px}
      .tally li{border:1px solid var(--line)}
      .filter{display:none}
      .overview,.file{border:0;padding:0;margin-top:10px;border-radius:0}
      .several .file.found{break-before:page}
      .frame{overflow:visible;max-height:none;max-width:none;border-radius:0}
      .grid{zoom:var(--fit)}
      .grid thead>tr>*,.grid tbody th{position:static}
      .grid tr,.finding,.frame,.repairs li,.pace tr{break-inside:avoid}
      .pace th,.pace td{padding:2px 8px}
      h2,h3{break-after:avoid}.legend{break-before:avoid}
      .finding{padding:4px 8px}
    }

    """
}
